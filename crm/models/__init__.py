"""All models; importing this package fills the metadata."""

from crm.models.absence import Absence
from crm.models.advisor import Advisor
from crm.models.advisor_assignment import AdvisorAssignment
from crm.models.base import Base
from crm.models.calendar_feed import CalendarFeed
from crm.models.care_class import CareClass
from crm.models.chore import Chore
from crm.models.company import Company
from crm.models.company_fact import CompanyFact
from crm.models.company_overview import CompanyOverview
from crm.models.digest import Digest
from crm.models.district import District
from crm.models.draft import Draft
from crm.models.follow_up import FollowUp
from crm.models.follow_up_step import FollowUpHandover, FollowUpMove
from crm.models.hand_over import HandOver, HandOverItem
from crm.models.import_batch import ImportBatch
from crm.models.inquiry import Inquiry
from crm.models.inquiry_handover import InquiryHandover
from crm.models.inquiry_pause import InquiryPause
from crm.models.interaction import (
    Interaction,
    interaction_topic,
)
from crm.models.joint_evaluation import JointEvaluation
from crm.models.login import Login
from crm.models.mail import Mail
from crm.models.participation import Participation, participation_person
from crm.models.partner import Partner
from crm.models.person import Person
from crm.models.position import Position
from crm.models.red_flag import RedFlag, red_flag_reader
from crm.models.red_flag_suggestion import RedFlagSuggestion
from crm.models.responsibility import Responsibility
from crm.models.search_word import SearchWord
from crm.models.site import Site
from crm.models.source_record import SourceRecord
from crm.models.target import Target
from crm.models.team import Team
from crm.models.team_membership import TeamMembership
from crm.models.topic import Topic

__all__ = [
    "Absence",
    "Advisor",
    "AdvisorAssignment",
    "Base",
    "CalendarFeed",
    "CareClass",
    "Chore",
    "Company",
    "CompanyFact",
    "CompanyOverview",
    "Digest",
    "District",
    "Draft",
    "FollowUp",
    "FollowUpHandover",
    "FollowUpMove",
    "HandOver",
    "HandOverItem",
    "ImportBatch",
    "Inquiry",
    "InquiryHandover",
    "InquiryPause",
    "Interaction",
    "JointEvaluation",
    "Login",
    "Mail",
    "Participation",
    "Partner",
    "Person",
    "Position",
    "RedFlag",
    "RedFlagSuggestion",
    "Responsibility",
    "SearchWord",
    "Site",
    "SourceRecord",
    "Target",
    "Team",
    "TeamMembership",
    "Topic",
    "interaction_topic",
    "participation_person",
    "red_flag_reader",
]
