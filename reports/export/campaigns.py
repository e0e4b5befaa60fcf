"""Exported: campaigns and whom they were to reach, brochures, money that firms applied for."""

from crm.models import (
    Campaign,
    CampaignTarget,
    FundingCase,
    FundingProgramme,
    Handout,
    Material,
    MaterialCode,
    campaign_partner,
)
from reports.export.table import Column as C
from reports.export.table import Table

MATERIALS = Table(
    "materials",
    "Brochures, each edition in each language by itself.",
    (
        C("id", Material.id, "Number of the brochure"),
        C("title", Material.title, "Its title"),
        C("edition", Material.edition, "Which edition"),
        C("language", Material.language, "In which language"),
        C("printed", Material.printed, "Copies printed"),
        C("is_active", Material.is_active, "Whether it is handed out"),
        C("notes", Material.notes, "Free text", personal=True),
        C("created_at", Material.created_at, "When the row was made, UTC"),
        C("changed_at", Material.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Material.id,),
)
HANDOUTS = Table(
    "handouts",
    "So many copies to that counter on that day.",
    (
        C("id", Handout.id, "Number of the row"),
        C("material_id", Handout.material_id, "The brochure"),
        C("partner_id", Handout.partner_id, "The office at whose counter they lie"),
        C("handed_on", Handout.handed_on, "Local day"),
        C("copies", Handout.copies, "How many"),
        C("created_at", Handout.created_at, "When the row was made, UTC"),
        C("changed_at", Handout.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Handout.id,),
)
MATERIAL_CODES = Table(
    "material_codes",
    "What is printed on a brochure of one counter; inquiries that give it name both.",
    (
        C("code", MaterialCode.code, "The code; the short address is /m/ and it"),
        C("material_id", MaterialCode.material_id, "The brochure"),
        C("partner_id", MaterialCode.partner_id, "The office at whose counter it lies"),
        C("id", MaterialCode.id, "Number of the row"),
    ),
    order=(MaterialCode.id,),
)
CAMPAIGNS = Table(
    "campaigns",
    "Dated efforts, alone or with partners.",
    (
        C("id", Campaign.id, "Number of the campaign"),
        C("title", Campaign.title, "Its title"),
        C("goal", Campaign.goal, "What it is for"),
        C("goal_firms", Campaign.goal_firms, "How many firms are to be reached; empty: all"),
        C("starts_on", Campaign.starts_on, "First day"),
        C("ends_on", Campaign.ends_on, "Last day"),
        C("lead_id", Campaign.lead_id, "The advisor who leads it"),
        C("size_classes", Campaign.size_classes, "Codes, comma between; empty: all sizes"),
        C("sections", Campaign.sections, "WZ sections, comma between; empty: all"),
        C("districts", Campaign.districts, "Numbers, comma between; empty: the city"),
        C("craft_only", Campaign.craft_only, "Craft firms alone"),
        C("never_reached_only", Campaign.never_reached_only, "Firms never spoken to alone"),
        C("frozen_at", Campaign.frozen_at, "When its target list was written down, UTC"),
        C("created_at", Campaign.created_at, "When the row was made, UTC"),
        C("changed_at", Campaign.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Campaign.id,),
)
CAMPAIGN_PARTNERS = Table(
    "campaign_partners",
    "With whom a campaign is done.",
    (
        C("campaign_id", campaign_partner.c.campaign_id, "The campaign"),
        C("partner_id", campaign_partner.c.partner_id, "The partner"),
    ),
    order=(campaign_partner.c.campaign_id, campaign_partner.c.partner_id),
)
CAMPAIGN_TARGETS = Table(
    "campaign_targets",
    "The firms that a campaign was to reach, as they were on its first day.",
    (
        C("campaign_id", CampaignTarget.campaign_id, "The campaign"),
        C("company_id", CampaignTarget.company_id, "The company"),
        C("id", CampaignTarget.id, "Number of the row"),
    ),
    order=(CampaignTarget.id,),
)
FUNDING_PROGRAMMES = Table(
    "funding_programmes",
    "What firms can apply for.",
    (
        C("id", FundingProgramme.id, "Number of the programme"),
        C("name", FundingProgramme.name, "Its name"),
        C("giver", FundingProgramme.giver, "Who grants it"),
        C("deadline_on", FundingProgramme.deadline_on, "Last day to apply; empty: at any time"),
        C("link", FundingProgramme.link, "Where it is described"),
        C("notes", FundingProgramme.notes, "Free text"),
        C("is_active", FundingProgramme.is_active, "Whether it is offered"),
        C("created_at", FundingProgramme.created_at, "When the row was made, UTC"),
        C("changed_at", FundingProgramme.changed_at, "When the row was changed last, UTC"),
    ),
    order=(FundingProgramme.id,),
)
FUNDING_CASES = Table(
    "funding_cases",
    "Funding consultations: what was discussed, applied for, granted or refused.",
    (
        C("id", FundingCase.id, "Number of the case"),
        C("company_id", FundingCase.company_id, "The company; empty: somebody without one"),
        C("programme_id", FundingCase.programme_id, "The programme; empty: still looked for"),
        C("interaction_id", FundingCase.interaction_id, "The contact in which it was discussed"),
        C("inquiry_id", FundingCase.inquiry_id, "The inquiry of which it came"),
        C("owner_id", FundingCase.owner_id, "The advisor who takes care of it"),
        C("stage", FundingCase.stage, "discussed, applied, granted, refused, withdrawn"),
        C("discussed_on", FundingCase.discussed_on, "Local day"),
        C("applied_on", FundingCase.applied_on, "Local day"),
        C("decided_on", FundingCase.decided_on, "Local day: granted, refused or withdrawn"),
        C("deadline_on", FundingCase.deadline_on, "What is due then"),
        C("amount_applied", FundingCase.amount_applied, "Euros applied for"),
        C("amount_granted", FundingCase.amount_granted, "Euros granted"),
        C("guest_name", FundingCase.guest_name, "Who has no company yet", personal=True),
        C("purpose", FundingCase.purpose, "Free text", personal=True),
        C("created_at", FundingCase.created_at, "When the row was made, UTC"),
        C("changed_at", FundingCase.changed_at, "When the row was changed last, UTC"),
    ),
    order=(FundingCase.id,),
)
ALL = (
    CAMPAIGNS,
    CAMPAIGN_PARTNERS,
    CAMPAIGN_TARGETS,
    MATERIALS,
    HANDOUTS,
    MATERIAL_CODES,
    FUNDING_PROGRAMMES,
    FUNDING_CASES,
)
