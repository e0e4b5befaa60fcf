"""Firms are chosen and invited, by mail where there is an address, by letter where not."""

from __future__ import annotations

import io

from flask import current_app, flash, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import InteractionStatus, InvitationWay, ParticipationStatus
from crm.models import Interaction, Participation
from crm.models.base import utc_now
from crm.services.gathering_plan import set_plan
from crm.services.invitations import (
    MOST_AT_ONCE,
    by_letter,
    invite,
    mail_address,
    note_sent,
    sent_counts,
    spared,
    unwritten,
    with_token,
)
from crm.services.scope import changeable_interactions
from crm.web.attendance_list import AttendanceList
from crm.web.file_names import file_name
from crm.web.gathering_letters import GatheringLetters, secret
from crm.web.gathering_page import GatheringPage
from crm.web.invite_filters import InviteFilters
from crm.web.letter_form import LetterForm, letter_to_begin_with
from crm.web.letters_docx import PaperLetter, letters_document
from crm.web.numbers import read_number
from crm.web.page import whole_number
from crm.web.qr_code import qr_png
from crm.web.saving import save
from crm.web.security import current_viewer
from crm.web.tapping import tap

SIZE = 50
LAST_PAGE = 200
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class InviteView(GatheringPage):
    default_view = "choose"

    @expose("/<int:pk>/invite")
    @has_access
    @permission_name("edit")
    def choose(self, pk: int) -> str:
        gathering = self._mine(pk)
        found = InviteFilters(self.session, gathering)
        page = whole_number("page", 1, 1, LAST_PAGE)
        return str(
            self.render_template(
                "gathering_invite.html",
                title=str(gathering),
                gathering=gathering,
                found=found,
                rows=found.rows((page - 1) * SIZE, SIZE),
                count=found.count(),
                left_out=found.left_out(),
                page=page,
                size=SIZE,
                most=MOST_AT_ONCE,
                address=lambda **more: url_for("InviteView.choose", pk=pk, **found.kept(), **more),
            )
        )

    @expose("/<int:pk>/invite", methods=["POST"])
    @has_access
    @permission_name("edit")
    def invite(self, pk: int) -> Response:
        """Those ticked, or all whom the filters in the address find."""
        gathering = self._mine(pk)
        found = InviteFilters(self.session, gathering)
        everybody = "everybody" in request.form
        ids = found.ids(MOST_AT_ONCE) if everybody else _ids(request.form.getlist("row"))
        if not ids:
            flash(_("Tick somebody first."), "danger")
            return redirect(url_for("InviteView.choose", pk=pk, **found.kept()))
        added: list[int] = []
        if tap(self.session, lambda: added.append(invite(self.session, gathering, ids))):
            flash(_("%(count)s firms invited. Now the letters.", count=sum(added)), "success")
            return redirect(url_for("InviteView.letters", pk=pk))
        return redirect(url_for("InviteView.choose", pk=pk, **found.kept()))

    @expose("/<int:pk>/letters")
    @has_access
    @permission_name("edit")
    def letters(self, pk: int) -> str:
        gathering = self._mine(pk)
        return self._letters_page(
            gathering, LetterForm(formdata=None, data=letter_to_begin_with(gathering))
        )

    @expose("/<int:pk>/letters", methods=["POST"])
    @has_access
    @permission_name("edit")
    def send(self, pk: int) -> str | Response:
        """By mail to those with an address, or the rest, or all of them, on paper."""
        gathering, form = self._mine(pk), LetterForm()
        how = request.form.get("how", "")
        if not form.validate() or how not in ("mail", "paper", "paper_for_all", "again"):
            return self._letters_page(gathering, form)
        done = save(self.session, form, lambda: self._write(gathering, form, how))
        if done is None:
            return self._letters_page(self._mine(pk), form)
        if how == "mail":
            flash(_("%(count)s letters go out by mail.", count=len(done)), "success")
            return redirect(url_for("InviteView.letters", pk=pk))
        if not done:
            flash(_("There is no letter to write."), "warning")
            return redirect(url_for("InviteView.letters", pk=pk))
        return self._on_paper(gathering, form, done)

    def _write(self, gathering: Interaction, form: LetterForm, how: str) -> list[Participation]:
        """Writes down what is sent to whom; nobody is written to twice."""
        words = {"letter_subject": form.subject.data, "letter_text": form.text.data}
        set_plan(gathering, words)
        if how == "again":
            rows = list(by_letter(self.session, gathering))
            for row in rows:
                with_token(row, secret())
            return rows
        mailed = how == "mail"
        rows = [
            row
            for row in unwritten(self.session, gathering)
            if how == "paper_for_all" or bool(mail_address(row)) is mailed
        ]
        letters = GatheringLetters(self.session, gathering)
        for row in rows[:MOST_AT_ONCE]:
            way = InvitationWay.MAIL if mailed else InvitationWay.LETTER
            note_sent(row, way, secret(), utc_now())
            if mailed:
                letters.invite(row, form.subject.data or "", form.text.data or "")
        self.session.flush()
        return rows[:MOST_AT_ONCE]

    def _on_paper(
        self, gathering: Interaction, form: LetterForm, rows: list[Participation]
    ) -> Response:
        letters = GatheringLetters(self.session, gathering)
        settings = current_app.config
        pages = (
            PaperLetter(
                sender=f"{settings['OFFICE']} · {settings['CITY']}",
                address=_address(row),
                place_and_day=f"{settings['CITY']}, {format_date(today(), 'long')}",
                subject=form.subject.data or "",
                text=letters.text(row, "invitation", form.text.data or ""),
                code=qr_png(letters.link(row)),
                code_words=_("To answer, photograph this code with your telephone."),
            )
            for row in rows
        )
        content = letters_document(pages, form.subject.data or "")
        name = file_name(_("letters on paper"), gathering, gathering.happened_on, suffix="docx")
        return send_file(io.BytesIO(content), mimetype=DOCX, as_attachment=True, download_name=name)

    def _letters_page(self, gathering: Interaction, form: LetterForm) -> str:
        rows = unwritten(self.session, gathering)
        with_address = [row for row in rows if mail_address(row)]
        first = next(iter(rows), None)
        words = form.text.data or ""
        sample = GatheringLetters(self.session, gathering).sample(first, words) if first else ""
        return str(
            self.render_template(
                "gathering_letters.html",
                title=str(gathering),
                gathering=gathering,
                form=form,
                with_address=with_address,
                without_address=[row for row in rows if not mail_address(row)],
                sample=sample,
                sent=sent_counts(self.session, gathering),
                left_out=spared(self.session, gathering),
                counts=AttendanceList(self.session, gathering.id).counts,
                ways=list(InvitationWay),
                statuses=list(ParticipationStatus),
                has_server=bool(current_app.config["MAIL_SERVER"]),
                is_planned=gathering.status is InteractionStatus.PLANNED,
            )
        )

    def _mine(self, pk: int) -> Interaction:
        return self.gathering(pk, changeable_interactions(current_viewer))


def _address(row: Participation) -> list[str]:
    """As it stands on an envelope."""
    overview = row.company.overview if row.company else None
    street, _comma, town = (overview.address or "").partition(", ") if overview else ("", "", "")
    return [line for line in (str(overview or row), street, town) if line]


def _ids(texts: list[str]) -> list[int]:
    return [number for number in map(read_number, texts) if number is not None]
