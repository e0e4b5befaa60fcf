"""Exported: what firms asked the city, and who forwarded it."""

from crm.models import (
    Inquiry,
    InquiryHandover,
    InquiryPause,
    JointEvaluation,
    Partner,
    PartnerContact,
    Topic,
)
from reports.export.table import Column as C
from reports.export.table import Table

INQUIRIES = Table(
    "inquiries",
    "What firms and founders wanted to know of the city, from the first counter to the answer.",
    (
        C("id", Inquiry.id, "Number of the inquiry"),
        C("company_id", Inquiry.company_id, "The company that asked; empty: somebody without one"),
        C(
            "channel",
            Inquiry.channel,
            "citizens_office, trade_office, chamber, internet, telephone, email, fair, brochure",
        ),
        C("partner_id", Inquiry.partner_id, "The office that saw it first, where it was not ours"),
        C("topic", Topic.code, "Code of the topic"),
        C("owner_id", Inquiry.owner_id, "The advisor who takes care of it"),
        C("material_id", Inquiry.material_id, "The brochure that made them ask"),
        C("handed_out_by_id", Inquiry.handed_out_by_id, "The counter at which it lay, if known"),
        C("campaign_id", Inquiry.campaign_id, "The campaign of which it came"),
        C("received_at", Inquiry.received_at, "When the city heard it first, UTC"),
        C("received_on", Inquiry.received_on, "The local day of that"),
        C("forwarded_at", Inquiry.forwarded_at, "When it was forwarded to the office, UTC"),
        C("acknowledged_at", Inquiry.acknowledged_at, "When its receipt was acknowledged, UTC"),
        C("first_reply_at", Inquiry.first_reply_at, "First reply on the matter by a person, UTC"),
        C("closed_at", Inquiry.closed_at, "When it was closed, UTC"),
        C("closed_on", Inquiry.closed_on, "The local day of that"),
        C(
            "outcome",
            Inquiry.outcome,
            "answered, referred_on, funding_consultation, not_responsible, withdrawn",
        ),
        C("due_on", Inquiry.due_on, "Last day for a reply in time; empty while the clock stands"),
        C("feedback_due_on", Inquiry.feedback_due_on, "Last day to tell the office that forwarded"),
        C("feedback_at", Inquiry.feedback_at, "When that office was told, UTC"),
        C("target_days", Inquiry.target_days, "Working days within which a reply is in time"),
        C("reply_days", Inquiry.reply_days, "Working days that the first reply took"),
        C("acknowledged_days", Inquiry.acknowledged_days, "Working days up to that"),
        C("forwarded_days", Inquiry.forwarded_days, "Working days that it lay at the first office"),
        C("subject", Inquiry.subject, "Free text", personal=True),
        C("wording", Inquiry.wording, "Free text", personal=True),
        C("guest_name", Inquiry.guest_name, "Who asked", personal=True),
        C("phone", Inquiry.phone, "Telephone of who asked", personal=True),
        C("email", Inquiry.email, "E-mail of who asked", personal=True),
        C("feedback", Inquiry.feedback, "Free text", personal=True),
        C("answer", Inquiry.answer, "Free text", personal=True),
        C("created_at", Inquiry.created_at, "When the row was made, UTC"),
        C("changed_at", Inquiry.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Inquiry.id,),
    rows_of=Inquiry.__table__.outerjoin(Topic.__table__),
)
INQUIRY_PAUSES = Table(
    "inquiry_pauses",
    "While a firm was waited for: then the clock of its inquiry stood.",
    (
        C("inquiry_id", InquiryPause.inquiry_id, "The inquiry"),
        C("began_at", InquiryPause.began_at, "From when, UTC"),
        C("ended_at", InquiryPause.ended_at, "Until when, UTC; empty: still"),
        C("id", InquiryPause.id, "Number of the row"),
        C("reason", InquiryPause.reason, "Free text", personal=True),
    ),
    order=(InquiryPause.id,),
)
INQUIRY_HANDOVERS = Table(
    "inquiry_handovers",
    "From one advisor to another, or to the first.",
    (
        C("inquiry_id", InquiryHandover.inquiry_id, "The inquiry"),
        C("from_id", InquiryHandover.from_id, "The advisor who gave it; empty: nobody had it"),
        C("to_id", InquiryHandover.to_id, "The advisor who took it"),
        C("happened_at", InquiryHandover.happened_at, "When, UTC"),
        C("id", InquiryHandover.id, "Number of the row"),
        C("reason", InquiryHandover.reason, "Free text", personal=True),
    ),
    order=(InquiryHandover.id,),
)
JOINT_EVALUATIONS = Table(
    "joint_evaluations",
    "What both sides said of a quarter's inquiries.",
    (
        C("partner_id", JointEvaluation.partner_id, "The office that forwarded them"),
        C("first_day", JointEvaluation.first_day, "First day of the quarter"),
        C("side", JointEvaluation.side, "office, partner: who says it"),
        C("held_on", JointEvaluation.held_on, "Day on which both sat together"),
        C("words", JointEvaluation.words, "Free text", personal=True),
        C("id", JointEvaluation.id, "Number of the row"),
        C("created_at", JointEvaluation.created_at, "When the row was made, UTC"),
        C("changed_at", JointEvaluation.changed_at, "When the row was changed last, UTC"),
    ),
    order=(JointEvaluation.id,),
)
PARTNERS = Table(
    "partners",
    "Offices, chambers and others that forward inquiries.",
    (
        C("id", Partner.id, "Number of the partner"),
        C(
            "kind",
            Partner.kind,
            "citizens_office, trade_office, office, chamber, association, bank",
        ),
        C("name", Partner.name, "Its name"),
        C("is_active", Partner.is_active, "Whether it is offered for new inquiries"),
        C("phone", Partner.phone, "Telephone", personal=True),
        C("email", Partner.email, "E-mail", personal=True),
        C("address", Partner.address, "Address"),
        C("created_at", Partner.created_at, "When the row was made, UTC"),
        C("changed_at", Partner.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Partner.id,),
)
PARTNER_CONTACTS = Table(
    "partner_contacts",
    "Whom one speaks to at offices, chambers and others.",
    (
        C("id", PartnerContact.id, "Number of the row"),
        C("partner_id", PartnerContact.partner_id, "The partner"),
        C("name", PartnerContact.name, "Name", personal=True),
        C("function", PartnerContact.function, "What they are there"),
        C("phone", PartnerContact.phone, "Telephone", personal=True),
        C("email", PartnerContact.email, "E-mail", personal=True),
        C("is_active", PartnerContact.is_active, "Whether one still speaks to them there"),
        C("created_at", PartnerContact.created_at, "When the row was made, UTC"),
        C("changed_at", PartnerContact.changed_at, "When the row was changed last, UTC"),
    ),
    order=(PartnerContact.id,),
)
