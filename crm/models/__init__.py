"""All models; importing this package fills the metadata."""

from crm.models.absence import Absence
from crm.models.advisor import Advisor
from crm.models.advisor_assignment import AdvisorAssignment
from crm.models.base import Base
from crm.models.booking import Booking
from crm.models.booking_move import BookingMove
from crm.models.company import Company
from crm.models.company_fact import CompanyFact
from crm.models.company_overview import CompanyOverview
from crm.models.district import District
from crm.models.draft import Draft
from crm.models.fair_stand import FairStand
from crm.models.follow_up import FollowUp
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
from crm.models.responsibility import Responsibility
from crm.models.search_word import SearchWord
from crm.models.shift import Shift
from crm.models.site import Site
from crm.models.slot import Slot
from crm.models.source_record import SourceRecord
from crm.models.stand_contact import StandContact
from crm.models.team import Team
from crm.models.team_membership import TeamMembership
from crm.models.topic import Topic
from crm.models.venture import Venture, venture_talk

__all__ = [
    "Absence",
    "Advisor",
    "AdvisorAssignment",
    "Base",
    "Booking",
    "BookingMove",
    "Company",
    "CompanyFact",
    "CompanyOverview",
    "District",
    "Draft",
    "FairStand",
    "FollowUp",
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
    "Responsibility",
    "SearchWord",
    "Shift",
    "Site",
    "Slot",
    "SourceRecord",
    "StandContact",
    "Team",
    "TeamMembership",
    "Topic",
    "Venture",
    "interaction_topic",
    "participation_person",
    "venture_talk",
]
