"""The pages of a member of the panel: their seat, an interview turn by turn, their card once it is sent."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from app.kits.documents import filename
from app.kits.service import printed
from app.panel.after import changes
from app.panel.campaign import Edit, Mark, Marks
from app.panel.edits import FORM, digest, typed, value_of
from app.panel.fields import RATINGS, Field
from app.panel.interview import GENERAL, done, fields, gaps, reason
from app.panel.routes.desk import Desk, before, desk, milliseconds, refused_opening, seated
from app.panel.routes.found import file, page, to
from app.panel.routes.pages import pages
from app.panel.rules import is_compared
from app.panel.service.notes import advice_on
from app.panel.store import campaigns, cards
from app.questions.notes import Advice
from app.web import clock
from app.web.database import session
from app.web.language import current
from app.web.security import limiter

ACT = "240/minute"
SENDING = "sending"  # Where a form leads, in place of a turn: to the page that sends the card.


@pages.page("/entretiens/panel/<token>", "/interviews/panel/<token>")
def seat(token: str) -> Response:
    """Show a member the candidates, where their own cards stand, and nothing of the others'."""
    found = seated(token)
    number = found.campaign.record_id
    people, mine = campaigns.candidates(session(), number), cards.mine(session(), found.member)
    members, everyones = campaigns.members(session(), number), cards.cards(session(), number)
    rows = [
        {
            "candidate": each,
            "when": each.starts_at.astimezone(clock.PARIS) if each.starts_at else None,
            "card": mine.get(each.record_id),
            "refusal": refused_opening(found, each),
            "compared": is_compared(found.campaign, each, members, everyones),
        }
        for each in sorted(people, key=lambda each: (each.starts_at is None, each.starts_at or 0, each.code))
    ]
    return page("seat", token=token, seat=found, rows=rows)


@pages.page("/entretiens/panel/<token>/pdf/dossier", "/interviews/panel/<token>/pdf/pack")
@limiter.limit("60/minute")
def pack(token: str) -> Response:
    """Give a member the whole pack of the kit, as PDF."""
    kit = seated(token).campaign.kit
    data = printed(kit, "all", current()).data
    return file(data, "application/pdf", filename(kit, "all", current()), "inline")


@pages.page(
    "/entretiens/panel/<token>/<reference>/commencer", "/interviews/panel/<token>/<reference>/begin", methods=("POST",)
)
@limiter.limit(ACT)
def begin(token: str, reference: str) -> AnyResponse:
    """Open a card, which freezes the kit when it is the first one."""
    found, candidate, card = before(token, reference)
    if card is None and (refusal := refused_opening(found, candidate)):
        return page("not_yet", 409, token=token, seat=found, candidate=candidate, refusal=refusal)
    cards.opened(session(), found.campaign, found.member, candidate, clock.now())
    return to("interview", token=token, reference=reference)


@pages.page("/entretiens/panel/<token>/<reference>", "/interviews/panel/<token>/<reference>", methods=("GET", "POST"))
@limiter.limit(ACT)
def interview(token: str, reference: str) -> AnyResponse:
    """Show an interview one turn at a time, and keep what is typed when no script does."""
    found = desk(token, reference)
    if found is None:
        return to("seat", token=token)
    if found.refusal("before"):
        return _not_kept(token, found) if request.method == "POST" else to("card", token=token, reference=reference)
    wanted = request.values.get("step", "")
    if request.method == "POST":
        sent = typed(request.form, fields(found.kit, "before"), milliseconds())
        try:
            cards.write(session(), found.card, "before", (*sent.edits, *_taken_back(found)))
        except cards.Closed:
            return _not_kept(token, found)
        if not sent.refused:
            if request.form.get("to") == SENDING:
                return to("submit", token=token, reference=reference)
            return to("interview", token=token, reference=reference, step=request.form.get("to") or wanted)
    turns = found.turns
    shown = next((turn for turn in turns if turn.name == wanted), turns[0])
    standing = cards.marks(session(), found.card)["before"]
    return page(
        "interview",
        status=422 if request.method == "POST" else 200,
        token=token,
        desk=found,
        turns=turns,
        shown=shown,
        done={turn.name for turn in turns if done(turn, standing)},
        gaps=gaps(turns, standing),
        SENDING=SENDING,
        aside=cards.aside(session(), found.card),
        now=milliseconds(),
        **_written(standing),
    )


@pages.page(
    "/entretiens/panel/<token>/<reference>/envoyer",
    "/interviews/panel/<token>/<reference>/submit",
    methods=("GET", "POST"),
)
@limiter.limit(ACT)
def submit(token: str, reference: str) -> AnyResponse:
    """Say what a card lacks and ask whether to send it, then lock it."""
    found = desk(token, reference)
    if found is None:
        return to("seat", token=token)
    if found.refusal("before"):
        return to("card", token=token, reference=reference)
    if request.method == "POST":
        about = f"{found.seat.member.name} · {found.candidate.code}"[:60]
        cards.submit(session(), found.seat.campaign, found.card, clock.now(), about)
        return to("card", token=token, reference=reference)
    standing = cards.marks(session(), found.card)["before"]
    return page("submit", token=token, desk=found, gaps=gaps(found.turns, standing), now=milliseconds())


@pages.page(
    "/entretiens/panel/<token>/<reference>/grille",
    "/interviews/panel/<token>/<reference>/scorecard",
    methods=("GET", "POST"),
)
@limiter.limit(ACT)
def card(token: str, reference: str) -> AnyResponse:
    """Show a member their own card; once the candidate's ratings are compared, let them change some with a reason."""
    found = desk(token, reference)
    if found is None:
        return to("seat", token=token)
    standing, refused = cards.marks(session(), found.card), {}
    if request.method == "POST":
        sent = changes(request.form, found.kit, standing, milliseconds())
        if found.refusal("after"):
            return _not_kept(token, found)
        if sent.edits:
            cards.write(session(), found.card, "after", sent.edits)
        refused = dict(sent.refused)
        if not refused:
            return to("card", token=token, reference=reference)
    return page(
        "card",
        status=422 if refused else 200,
        token=token,
        desk=found,
        turns=found.turns,
        marks=standing,
        refusal=found.refusal("before"),
        may_change=found.refusal("after") is None,
        refused=refused,
        typed=request.form,
        aside=cards.aside(session(), found.card),
        **_written(standing["before"]),
        after=lambda field: value_of(standing["after"], field),
        reason=reason,
    )


def _written(standing: Marks) -> dict[str, object]:
    """Return what templates need to show what stands in a field."""

    def advice(field: Field) -> tuple[Advice, ...]:
        return advice_on(value_of(standing, field), current())

    return {
        "said": lambda field: value_of(standing, field),
        "digest": digest,
        "advice": advice,
        "ratings": RATINGS,
        "general": GENERAL,
    }


def _taken_back(found: Desk) -> tuple[Edit, ...]:
    """Return the value put aside that a person takes back, as if it was typed now."""
    rank, kept = request.form.get("take", ""), cards.aside(session(), found.card)
    if not (rank.isascii() and rank.isdigit() and int(rank) < len(kept)):
        return ()
    field, mark = kept[int(rank)]
    return (Edit(field, Mark(milliseconds(), FORM, mark.value)),)


def _not_kept(token: str, found: Desk) -> AnyResponse:
    """Say that a card takes nothing more, and show what was typed, to be copied."""
    words = {name: value for name, value in request.form.items() if value.strip() and "." in name}
    kept = {name: value for name, value in words.items() if not name.startswith("was.")}
    return page("not_kept", 409, token=token, desk=found, kept=kept, refusal=found.refusal("before"))
