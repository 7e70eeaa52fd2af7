import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Checks files against PDF/UA-1. Prints "file TAB rule TAB message" once for each broken rule, "file TAB ok" if none. */
public class UaCheck {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            Map<String, String> broken = broken(file);
            if (broken.isEmpty()) System.out.println(file + "\tok");
            broken.forEach((rule, message) -> System.out.println(file + "\t" + rule + "\t" + message));
        }
    }

    private static Map<String, String> broken(String file) throws Exception {
        Map<String, String> broken = new TreeMap<>();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId("ua1");
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
            ValidationResult result = ValidatorFactory.createValidator(flavour, 100, false, true, false).validate(parser);
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() != TestAssertion.Status.FAILED) continue;
                String rule = check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
                String message = check.getErrorMessage() + " @ " + check.getLocation().getContext();
                broken.putIfAbsent(rule, message.replaceAll("\\s+", " "));
            }
            if (!result.isCompliant() && broken.isEmpty()) broken.put("?", "not compliant");
        }
        return broken;
    }
}
