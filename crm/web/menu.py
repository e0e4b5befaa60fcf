"""Every view, in menu order. A newcomer begins here."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_appbuilder import AppBuilder
from flask_babel import lazy_gettext as _

from crm.web.api.booking import BookingApi
from crm.web.api.campaign import CampaignApi
from crm.web.api.care_class import CareClassApi
from crm.web.api.company import CompanyApi
from crm.web.api.completeness import CompletenessApi
from crm.web.api.consulting_figures import FounderFiguresApi, SlotFiguresApi
from crm.web.api.coverage import CoverageApi
from crm.web.api.duplicate import DuplicateApi
from crm.web.api.fair import FairStandApi
from crm.web.api.follow_up import FollowUpApi
from crm.web.api.funding import FundingApi, ProgrammeApi
from crm.web.api.funding_figures import FundingFiguresApi
from crm.web.api.hand_over import HandOverApi
from crm.web.api.inquiry import InquiryApi
from crm.web.api.interaction import InteractionApi
from crm.web.api.login import LoginApi
from crm.web.api.material import HandoutApi, MaterialApi
from crm.web.api.merge import MergeApi
from crm.web.api.openapi import OpenApi
from crm.web.api.person import PersonApi
from crm.web.api.portfolio import PortfolioApi
from crm.web.api.promise_figures import FollowUpFiguresApi, RedFlagFiguresApi
from crm.web.api.red_flag import RedFlagApi
from crm.web.api.release import ReleaseApi
from crm.web.api.report import ReportApi
from crm.web.api.response import ResponseApi
from crm.web.api.series import SeriesApi
from crm.web.api.shift import ShiftApi
from crm.web.api.slot import SlotApi
from crm.web.api.stand_contact import StandContactApi
from crm.web.api.suggestion import SuggestionApi
from crm.web.api.target import TargetApi
from crm.web.api.turnout import TurnoutApi
from crm.web.api.venture import VentureApi
from crm.web.api.workload import WorkloadApi
from crm.web.api.yields import YieldApi
from crm.web.menu_items import ADMINISTRATION, FIGURES, FIRMS, TODAY, TOGETHER, Item
from crm.web.views.account import AccountView
from crm.web.views.afterwards import AfterwardsView
from crm.web.views.annotation import AnnotationView
from crm.web.views.attendance import AttendanceView
from crm.web.views.board import BoardView
from crm.web.views.booking import BookingView
from crm.web.views.calendar import CalendarView
from crm.web.views.campaign import CampaignView
from crm.web.views.campaign_list import CampaignList, CampaignTargetList
from crm.web.views.company import CompanyPage
from crm.web.views.company_edit import CompanyEdit, FactEdit, SiteEdit
from crm.web.views.company_list import CompanyList
from crm.web.views.completeness import CompletenessView
from crm.web.views.consulting import ConsultingView
from crm.web.views.contact_list import ContactList
from crm.web.views.counter import CounterView
from crm.web.views.counter_list import CounterList
from crm.web.views.coverage import CoverageView
from crm.web.views.coverage_firms import CoverageFirmsView
from crm.web.views.door import DoorView
from crm.web.views.draft import DraftView
from crm.web.views.duplicate import DuplicateView
from crm.web.views.erase import EraseView
from crm.web.views.evaluation import EvaluationView
from crm.web.views.fair import FairView
from crm.web.views.follow_up import FollowUpView
from crm.web.views.follow_up_list import FollowUpList
from crm.web.views.funding import FundingView
from crm.web.views.funding_figures import FundingFiguresView
from crm.web.views.funding_list import FundingList
from crm.web.views.gathering import GatheringView
from crm.web.views.gathering_list import GatheringList
from crm.web.views.gathering_plan import GatheringPlanView
from crm.web.views.guest_list import GuestList
from crm.web.views.hand_over import HandOverAct, HandOverList, HandOverView
from crm.web.views.health import HealthView
from crm.web.views.inquiry import InquiryView
from crm.web.views.inquiry_board import InquiryBoard
from crm.web.views.inquiry_list import InquiryList
from crm.web.views.inquiry_steps import InquirySteps
from crm.web.views.internal_copy import InternalCopyView
from crm.web.views.invite import InviteView
from crm.web.views.job import JobView
from crm.web.views.log_contact import LogContactView
from crm.web.views.mail import MailList
from crm.web.views.material import MaterialEdit, MaterialList, MaterialPage
from crm.web.views.merge import MergeView
from crm.web.views.movement import MovementList
from crm.web.views.my_day import MyDayView
from crm.web.views.official_counts import OfficialCountsView, OfficialTables
from crm.web.views.own_card import OwnCardView
from crm.web.views.own_report import OwnReportView
from crm.web.views.paper import PaperView
from crm.web.views.paper_files import PaperFiles
from crm.web.views.paper_list import PaperList
from crm.web.views.paper_steps import PaperSteps
from crm.web.views.partner import PartnerContactEdit, PartnerEdit, PartnerList, PartnerPage
from crm.web.views.person import PersonList, PersonPage
from crm.web.views.person_edit import PersonEdit, PositionEdit
from crm.web.views.portfolio import PortfolioView
from crm.web.views.print import PrintView
from crm.web.views.programme import ProgrammeEdit, ProgrammeList
from crm.web.views.promises import PromisesView
from crm.web.views.public import PublicView
from crm.web.views.public_booking import PublicBooking
from crm.web.views.public_person import PublicPersonView
from crm.web.views.publication import PublicationView
from crm.web.views.red_flag import RedFlagView
from crm.web.views.red_flag_list import RedFlagList
from crm.web.views.reference import (
    AbsenceView,
    AdvisorView,
    CareClassView,
    DistrictView,
    ResponsibilityView,
    TeamMembershipView,
    TeamView,
    TopicView,
)
from crm.web.views.register import RegisterView
from crm.web.views.register_import import ImportView
from crm.web.views.register_replay import ReplayView
from crm.web.views.register_table import TableView
from crm.web.views.register_undo import UndoView
from crm.web.views.registration import RegistrationView
from crm.web.views.release import ReleaseView
from crm.web.views.releasing import ReleasingView
from crm.web.views.report import ReportView
from crm.web.views.report_page import ReportPageView
from crm.web.views.response import ResponseView
from crm.web.views.role import RoleView
from crm.web.views.saved_report import SavedReportEdit, SavedReports
from crm.web.views.search import SearchView
from crm.web.views.series import SeriesList, SeriesPage
from crm.web.views.settle import SettleView
from crm.web.views.short_link import ShortLinkView
from crm.web.views.site_list import SiteList
from crm.web.views.slot import SlotView
from crm.web.views.split import SplitView
from crm.web.views.stand import StandView
from crm.web.views.suggestion import SuggestionList, SuggestionSteps
from crm.web.views.target import TargetsView, TargetView
from crm.web.views.text_block import TextBlockView
from crm.web.views.trust import TrustView
from crm.web.views.turnout import TurnoutView
from crm.web.views.user import UserView
from crm.web.views.venture import VentureList, VentureView
from crm.web.views.workload import WorkloadView
from crm.web.views.yields import YieldView

MENU: tuple[Item, ...] = (
    Item(MyDayView, _("My day"), "sun", TODAY, at_hand=True),
    Item(CounterView, _("Counter"), "signpost", TODAY, at_hand=True),
    Item(InquiryBoard, _("Inquiries"), "inbox", TODAY),
    Item(FollowUpList, _("Follow-ups"), "check2-square", TODAY),
    Item(RedFlagList, _("Red flags"), "flag", TODAY),
    Item(CompanyList, _("Firms"), "building", FIRMS, at_hand=True),
    Item(ContactList, _("Contacts"), "chat-dots", FIRMS, at_hand=True),
    Item(PortfolioView, _("Firms in care"), "heart", FIRMS),
    Item(PersonList, _("People"), "person-lines-fill", FIRMS),
    Item(VentureList, _("Founders"), "rocket-takeoff", FIRMS),
    Item(DuplicateView, _("Check duplicates"), "columns", FIRMS),
    Item(FundingList, _("Funding"), "cash-coin", FIRMS),
    Item(GatheringList, _("Gatherings"), "people", TOGETHER),
    Item(CampaignList, _("Campaigns"), "bullseye", TOGETHER),
    Item(MaterialList, _("Brochures"), "book", TOGETHER),
    Item(PartnerList, _("Partners"), "signpost-split", TOGETHER),
    Item(BoardView, _("Dashboards"), "speedometer2", FIGURES),
    Item(CoverageView, _("Coverage"), "bar-chart", FIGURES),
    Item(TargetsView, _("Targets"), "flag-fill", FIGURES),
    Item(WorkloadView, _("Workload"), "person-badge", FIGURES),
    Item(ReportView, _("Reports"), "file-earmark-spreadsheet", FIGURES),
    Item(PaperList, _("Council papers"), "file-earmark-text", FIGURES),
    Item(OwnReportView, _("Own reports"), "sliders", FIGURES),
    Item(RegisterView, _("Register of firms"), "database-down", FIGURES),
    Item(ResponsibilityView, _("Responsibilities"), "diagram-2", ADMINISTRATION),
    Item(TeamMembershipView, _("Team membership"), "person-badge", ADMINISTRATION),
    Item(AbsenceView, _("Who is away"), "calendar-x", ADMINISTRATION),
    Item(HandOverList, _("Hand-overs"), "arrow-left-right", ADMINISTRATION),
    Item(AdvisorView, _("Advisors"), "person-vcard", ADMINISTRATION),
    Item(TeamView, _("Teams"), "people", ADMINISTRATION),
    Item(CareClassView, _("Care classes"), "arrow-repeat", ADMINISTRATION),
    Item(TopicView, _("Topics"), "tags", ADMINISTRATION),
    Item(DistrictView, _("Districts"), "map", ADMINISTRATION),
    Item(TrustView, _("Order of trust"), "list-check", ADMINISTRATION),
    Item(MailList, _("Letters"), "envelope", ADMINISTRATION),
    Item(UserView, _("Logins"), "key", ADMINISTRATION),
    Item(RoleView, _("Roles"), "shield-check", ADMINISTRATION),
)

BESIDES: tuple[type[Any], ...] = (
    AccountView,
    OwnCardView,
    HealthView,
    PublicView,
    PublicPersonView,
    RegistrationView,
    PublicBooking,
    ShortLinkView,
    CalendarView,
    DraftView,
    CoverageFirmsView,
    AnnotationView,
    LogContactView,
    SettleView,
    EraseView,
    FollowUpView,
    CounterList,
    InquiryList,
    InquiryView,
    InquirySteps,
    PromisesView,
    TargetView,
    HandOverAct,
    HandOverView,
    RedFlagView,
    SuggestionList,
    SuggestionSteps,
    EvaluationView,
    ResponseView,
    ConsultingView,
    YieldView,
    SeriesList,
    SeriesPage,
    GuestList,
    TurnoutView,
    PrintView,
    PublicationView,
    ReportPageView,
    ReleaseView,
    ReleasingView,
    InternalCopyView,
    PaperView,
    PaperSteps,
    PaperFiles,
    TextBlockView,
    SavedReports,
    SavedReportEdit,
    CompletenessView,
    OfficialTables,
    OfficialCountsView,
    SiteList,
    GatheringView,
    GatheringPlanView,
    InviteView,
    DoorView,
    AfterwardsView,
    AttendanceView,
    SlotView,
    BookingView,
    FairView,
    StandView,
    VentureView,
    SearchView,
    ImportView,
    TableView,
    UndoView,
    ReplayView,
    MovementList,
    JobView,
    CompanyPage,
    CompanyEdit,
    MergeView,
    SplitView,
    SiteEdit,
    FactEdit,
    PersonPage,
    PartnerPage,
    PartnerEdit,
    PartnerContactEdit,
    FundingView,
    FundingFiguresView,
    ProgrammeList,
    ProgrammeEdit,
    CampaignView,
    CampaignTargetList,
    MaterialPage,
    MaterialEdit,
    PersonEdit,
    PositionEdit,
)
"""Views that have an address but no place in the menu."""

APIS: tuple[type[Any], ...] = (
    LoginApi,
    CompanyApi,
    PersonApi,
    InteractionApi,
    FollowUpApi,
    InquiryApi,
    RedFlagApi,
    SuggestionApi,
    PortfolioApi,
    CareClassApi,
    DuplicateApi,
    MergeApi,
    TargetApi,
    HandOverApi,
    SeriesApi,
    SlotApi,
    BookingApi,
    FairStandApi,
    ShiftApi,
    StandContactApi,
    VentureApi,
    CoverageApi,
    ReleaseApi,
    ReportApi,
    ResponseApi,
    CampaignApi,
    FundingApi,
    ProgrammeApi,
    MaterialApi,
    HandoutApi,
    YieldApi,
    SlotFiguresApi,
    FounderFiguresApi,
    TurnoutApi,
    CompletenessApi,
    FollowUpFiguresApi,
    RedFlagFiguresApi,
    FundingFiguresApi,
    WorkloadApi,
    OpenApi,
)


def register(app: Flask, appbuilder: AppBuilder) -> None:
    for item in MENU:
        appbuilder.add_view_no_menu(item.view)
    for view in (*BESIDES, *APIS):
        made = appbuilder.add_view_no_menu(view)
        if hasattr(view, "post_rate"):
            _limit(app, appbuilder, made)


def _limit(app: Flask, appbuilder: AppBuilder, view: Any) -> None:
    """How often one address may send its forms; the setting is read when it does."""
    rate = app.config[view.post_rate]
    appbuilder.sm.limiter.limit(rate, methods=["POST"])(view.blueprint)
