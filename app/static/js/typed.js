// Whether a control was changed since the page was written: on a slow line, a script comes after the first choices.
export function changed(control) {
  if (control.type === "radio") return control.checked && !control.defaultChecked;
  if (control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control.options) return control.selectedIndex !== Math.max(0, written(control));
  return "defaultValue" in control && control.value !== control.defaultValue;
}

const written = (list) => [...list.options].findIndex((option) => option.defaultSelected);
