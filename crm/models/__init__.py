"""All models; importing this package fills the metadata."""

from crm.models.absence import Absence
from crm.models.advisor import Advisor
from crm.models.advisor_assignment import AdvisorAssignment
from crm.models.advisor_photo import AdvisorPhoto
from crm.models.annotation import Annotation
from crm.models.base import Base
from crm.models.booking import Booking
from crm.models.booking_move import BookingMove
from crm.models.calendar_feed import CalendarFeed
from crm.models.campaign import Campaign, campaign_partner
from crm.models.campaign_target import CampaignTarget
from crm.models.care_class import CareClass
from crm.models.chore import Chore
from crm.models.company import Company
from crm.models.company_fact import CompanyFact
from crm.models.company_merge import CompanyMerge
from crm.models.company_overview import CompanyOverview
from crm.models.council_paper import CouncilPaper, council_paper_release
from crm.models.digest import Digest
from crm.models.district import District
from crm.models.draft import Draft
from crm.models.fact_claim import FactClaim
from crm.models.fair_stand import FairStand
from crm.models.follow_up import FollowUp
from crm.models.follow_up_step import FollowUpHandover, FollowUpMove
from crm.models.funding_case import FundingCase
from crm.models.funding_programme import FundingProgramme
from crm.models.gathering_document import GatheringDocument
from crm.models.gathering_partner import GatheringPartner
from crm.models.gathering_plan import GatheringPlan
from crm.models.gathering_series import GatheringSeries
from crm.models.hand_over import HandOver, HandOverItem
from crm.models.handout import Handout
from crm.models.import_batch import ImportBatch
from crm.models.import_change import ImportChange
from crm.models.import_mapping import ImportMapping
from crm.models.inquiry import Inquiry
from crm.models.inquiry_handover import InquiryHandover
from crm.models.inquiry_pause import InquiryPause
from crm.models.interaction import (
    Interaction,
    interaction_topic,
)
from crm.models.invitation import Invitation
from crm.models.job_result import JobResult
from crm.models.joint_evaluation import JointEvaluation
from crm.models.login import Login
from crm.models.mail import Mail
from crm.models.mail_file import MailFile
from crm.models.match_decision import MatchDecision
from crm.models.material import Material
from crm.models.material_code import MaterialCode
from crm.models.official_count import OfficialCount
from crm.models.official_table import OfficialTable
from crm.models.paper_file import PaperFile
from crm.models.paper_meeting import PaperMeeting
from crm.models.paper_step import PaperStep
from crm.models.participation import Participation, participation_person
from crm.models.partner import Partner
from crm.models.partner_contact import PartnerContact
from crm.models.person import Person
from crm.models.position import Position
from crm.models.red_flag import RedFlag, red_flag_reader
from crm.models.red_flag_suggestion import RedFlagSuggestion
from crm.models.report_snapshot import ReportSnapshot, SnapshotTable
from crm.models.responsibility import Responsibility
from crm.models.saved_report import ReportReader, SavedReport
from crm.models.search_word import SearchWord
from crm.models.shift import Shift
from crm.models.site import Site
from crm.models.slot import Slot
from crm.models.source_record import SourceRecord
from crm.models.source_trust import SourceTrust
from crm.models.stand_contact import StandContact
from crm.models.target import Target
from crm.models.team import Team
from crm.models.team_membership import TeamMembership
from crm.models.text_block import TextBlock
from crm.models.topic import Topic
from crm.models.trust_change import TrustChange
from crm.models.venture import Venture, venture_talk
from crm.models.weekly_digest import WeeklyDigest

__all__ = [
    "Absence",
    "Advisor",
    "AdvisorAssignment",
    "AdvisorPhoto",
    "Annotation",
    "Base",
    "Booking",
    "BookingMove",
    "CalendarFeed",
    "Campaign",
    "CampaignTarget",
    "CareClass",
    "Chore",
    "Company",
    "CompanyFact",
    "CompanyMerge",
    "CompanyOverview",
    "CouncilPaper",
    "Digest",
    "District",
    "Draft",
    "FactClaim",
    "FairStand",
    "FollowUp",
    "FollowUpHandover",
    "FollowUpMove",
    "FundingCase",
    "FundingProgramme",
    "GatheringDocument",
    "GatheringPartner",
    "GatheringPlan",
    "GatheringSeries",
    "HandOver",
    "HandOverItem",
    "Handout",
    "ImportBatch",
    "ImportChange",
    "ImportMapping",
    "Inquiry",
    "InquiryHandover",
    "InquiryPause",
    "Interaction",
    "Invitation",
    "JobResult",
    "JointEvaluation",
    "Login",
    "Mail",
    "MailFile",
    "MatchDecision",
    "Material",
    "MaterialCode",
    "OfficialCount",
    "OfficialTable",
    "PaperFile",
    "PaperMeeting",
    "PaperStep",
    "Participation",
    "Partner",
    "PartnerContact",
    "Person",
    "Position",
    "RedFlag",
    "RedFlagSuggestion",
    "ReportReader",
    "ReportSnapshot",
    "Responsibility",
    "SavedReport",
    "SearchWord",
    "Shift",
    "Site",
    "Slot",
    "SnapshotTable",
    "SourceRecord",
    "SourceTrust",
    "StandContact",
    "Target",
    "Team",
    "TeamMembership",
    "TextBlock",
    "Topic",
    "TrustChange",
    "Venture",
    "WeeklyDigest",
    "campaign_partner",
    "council_paper_release",
    "interaction_topic",
    "participation_person",
    "red_flag_reader",
    "venture_talk",
]
