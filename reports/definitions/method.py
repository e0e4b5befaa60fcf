"""Every definition in words, as the method sheet prints them and the dashboard's tooltips say them.

The measures in reports/measures compute exactly this.
"""

from crm.enums import N_
from reports.report import Definition

FIRM = Definition(
    N_("Firm"),
    N_(
        "A company with at least one active site in the city. All firms that were active on at"
        " least one day of the period count, also those founded or closed within it. The figures"
        " for the reference day are about the firms that were active on that one day."
    ),
)
PERIOD = Definition(
    N_("Period and reference day"),
    N_(
        "The first and the last day of the period are both included; days are local dates."
        " The reference day is the last day of the period; while the period is not over, the day"
        " on which the figures were worked out."
    ),
)
CONTACT = Definition(
    N_("Contact"),
    N_(
        "One interaction with one firm that was held, went both ways and was attended by the"
        " firm. Three advisors and four people of one firm at one visit are one contact; five"
        " firms at one visit are five contacts. Mailings, invitations, no-shows, brochures handed"
        " out and voice mails are none. A firm's contacts count only while it exists. Firms"
        " merged into another one count as that one."
    ),
)
SPLIT = Definition(
    N_("Individual, events only, none"),
    N_(
        "Individual: at least one company visit, consultation, call or consulting day in the"
        " period. Events only: otherwise at least one forum, round table or fair. None:"
        " neither. The three add up to all firms."
    ),
)
COVERAGE = Definition(
    N_("Contact coverage"),
    N_("Firms with at least one contact in the period, divided by all firms."),
)
VISIT_PENETRATION = Definition(
    N_("Visit penetration"),
    N_(
        "Firms with at least one company visit in the 36 months up to the reference day,"
        " divided by the firms active on that day."
    ),
)
RECENCY = Definition(
    N_("Recency"),
    N_(
        "Days since the last individual contact, counted on the reference day, for the firms"
        " active on that day. No individual contact yet: none is on file, ever."
    ),
)
NEVER_REACHED = Definition(
    N_("Never reached"),
    N_(
        "Firms active on the reference day without an individual contact up to then, however long"
        " ago: no company visit, consultation, call or consulting day is on file. Met at events"
        " only: they came to a forum, round table or fair. No contact at all: neither. The age of"
        " a firm counts from the day on which it was founded."
    ),
)
REACH = Definition(
    N_("Small-firm reach"),
    N_(
        "Contact coverage of micro and of small firms. The index divides it by the coverage of"
        " all firms: 1.00 means that small firms are reached as often as all firms, less than"
        " 1.00 means less often. Because the size of some firms is unknown, the lowest and the"
        " highest value are given that the figure could have, whichever of those firms are small."
    ),
)
INTENSITY = Definition(
    N_("Intensity"),
    N_(
        "Individual contacts divided by individually contacted firms (mean), the number of"
        " contacts of the firm in the middle (median), and the share of all individual contacts"
        " that went to the tenth of firms contacted most often, rounded up to whole firms."
    ),
)
SIZE = Definition(
    N_("Size classes"),
    N_(
        "Headcount as last known at the end of the period: micro under 10, small 10 to 49,"
        " medium 50 to 249, large 250 and more. The chambers' band 200 to 499 lies on both sides"
        " of 250 and is shown by itself. Small firms are micro and small together. These are"
        " headcount classes, not the SME definition of the European Union, which also asks for"
        " turnover or balance sheet and linked firms."
    ),
)
SECTOR = Definition(
    N_("Sector"),
    N_(
        "Section of the classification of economic activities (WZ) as last known at the end of"
        " the period. The editions 2008 and 2025 run in parallel. From J on the letters moved:"
        " a section of 2008 and those of 2025 that took its place are one row, which names both;"
        " J holds J and K of 2025, K holds L, and so on. Single activities changed their section"
        " between the editions; a firm counts by the code on file for it."
    ),
)
DISTRICT = Definition(
    N_("District"),
    N_(
        "A firm with several sites counts once in the city and once in each district where it"
        " has one. The rows of the districts therefore do not add up to the city."
    ),
)
WORKLOAD = Definition(
    N_("Workload"),
    N_(
        "Interactions held in which an advisor took part, counted in full; and shared, where an"
        " interaction with k advisors counts 1/k for each, so that the shares add up to the"
        " number of interactions. Hours are in full; an interaction without a duration has none."
        " Open inquiries had come in by the reference day and were not closed by then; they count"
        " for whoever has them now. Firms in care are those named to the advisor on the reference"
        " day. For team leads only."
    ),
    for_team_leads=True,
)
ACTIVITY = Definition(
    N_("What advisors did"),
    N_(
        "Interactions held in which an advisor took part, by kind, in full for each who took part."
        " Firms: those with a contact with the advisor, each once. Came: people and firms who"
        " attended the advisor's gatherings. For team leads only."
    ),
    for_team_leads=True,
)
TARGETS = Definition(
    N_("Targets"),
    N_(
        "What a team set out to reach in a period of its own; shown are the targets of which at"
        " least one day lies in the period of the report. Reached: up to today, by the same"
        " measures as everything else. A contact is the team's if one of its advisors was in the"
        " team on that day. Passed: how much of the target's days are over. Before: what the team"
        " reached in as many months, or days, up to the day before the target begins. For team"
        " leads only."
    ),
    for_team_leads=True,
)
TURNOUT = Definition(
    N_("Turnout"),
    N_(
        "Firms on the lists of gatherings held in the period, counted once for each gathering."
        " Registered: also those who then came or stayed away. No-shows: registered and stayed"
        " away; their share is of those who came or should have. Guests without a firm are not"
        " counted, nor are firms on a day on which they did not exist."
    ),
)
RESPONSE = Definition(
    N_("Response time"),
    N_(
        "Working days from the moment at which the city first heard an inquiry, at whichever"
        " counter, to the first answer on the matter by a person. The day on which it came in is"
        " not counted, the day of the answer is; Saturdays, Sundays, the public holidays of the"
        " Land and the days on which the firm was waited for are not. Inquiries received in the"
        " period count. In time: answered within the target, of all that were answered or are"
        " still open past their last day. Closed without an answer are named apart. Median: half"
        " were answered within so many days; ninth tenth: nine of ten were."
    ),
)
FOLLOW_UP_RATE = Definition(
    N_("Follow-up rate"),
    N_(
        "Of the follow-ups that were first due in the period and by the reference day, those that"
        " were done by that first day, divided by all of them. Moving a follow-up does not change"
        " its first day. Dropped with a reason: left out. Due later in the period: named apart."
    ),
)
RED_FLAGS = Definition(
    N_("Red flags"),
    N_(
        "Trouble of firms that an advisor noticed. Raised: in the period, with the jobs at stake"
        " as the firms claimed and as somebody confirmed. Open: raised by the reference day and"
        " not closed by then. Closed: in the period, whenever they were raised, by what came of"
        " it. Confidential red flags are left out. For team leads only."
    ),
    for_team_leads=True,
)
SLOTS = Definition(
    N_("Slots used"),
    N_(
        "Slots of the consulting days held in the period. A slot is used where the one who had"
        " booked it came; a booking that was called off is none. Share used: slots used, divided"
        " by slots offered. Stayed away: those who had booked and did not come, divided by those"
        " of whom it is noted whether they came."
    ),
)
FOUNDERS = Definition(
    N_("Founders"),
    N_(
        "People with a planned firm whose first talk about it, held and before its founding, lies"
        " in the period; each plan counts once. Became a firm: founded within 12 months of that"
        " talk, of those whose 12 months are over, as of today. Which firm it became is said by a"
        " person. Talks before the founding are counted here and not among the contacts of firms."
    ),
)
YIELD = Definition(
    N_("Campaign yield"),
    N_(
        "Inquiries received in the period that name the brochure, and funding consultations of"
        " the period whose inquiry or contact names it, both together per 100 copies given to"
        " counters in the same period. A brochure that lies for long is asked about long after;"
        " a short period therefore says little. An inquiry that became a funding consultation is"
        " one of each."
    ),
)
CAMPAIGN = Definition(
    N_("Progress of a campaign"),
    N_(
        "Its base are the firms of the target list as it was written down on the first day;"
        " whoever comes or goes afterwards does not change it. Reached is a firm with at least"
        " one contact from the first day to the last, or to the end of the period if that is"
        " earlier, whoever had it and whatever it was about. A firm that was merged is reached"
        " when the one that survived is."
    ),
)
FUNDING = Definition(
    N_("Funding consultations"),
    N_(
        "A funding consultation is a talk with one firm or founder about one programme, counted on"
        " the day on which it was discussed first. Applied for, granted and refused are counted on"
        " their own days, whenever the talk was; given up is not refused. Amounts are euros as"
        " written in the applications and decisions on file. Size as last known at the end of the"
        " period."
    ),
)
REGISTER_COMPLETENESS = Definition(
    N_("Register completeness"),
    N_(
        "Firms on file on 31 December, divided by the firms that the statistics office counted at"
        " the end of the same year. Like is compared with like: members of the chamber of commerce"
        " with the firms of that chamber, craft firms with craft firms, groups of sections by the"
        " letters of WZ 2008. The office counts each firm once, we count it in each district where"
        " it has a site, so that a district may have more than 100 percent. Firms in no district or"
        " of no known sector are shown, but not compared."
    ),
)
OFFICIAL_COVERAGE = Definition(
    N_("Coverage against the official count"),
    N_(
        "Firms on file on 31 December with at least one contact in the year, divided by the firms"
        " that were officially counted; beside it the same firms divided by those on file. What"
        " the register lacks makes the first one the lower."
    ),
)
CONFIDENTIAL = Definition(
    N_("Confidential counts"),
    N_(
        "A dot stands where the statistics office publishes no number: counts of one and two, and"
        " some more so that those cannot be worked out. No rate is worked out from a dot."
    ),
)
WITHHOLDING = Definition(
    N_("Withheld numbers"),
    N_(
        "A dot stands for a number that is not published. Confidential are counts of one and two"
        " firms, counts that lack only one or two firms of their total, and what only one or two"
        " firms have. Further numbers are withheld so that none of those can be worked out by"
        " adding and subtracting on any of the sheets: of each, at least three counts remain"
        " possible. Nothing is rounded. No rate is printed of which one of the numbers is"
        " withheld."
    ),
)
LEGEND = N_(". : withheld, so that no single firm can be recognised.")
SIGNS = Definition(
    N_("Signs"),
    N_(
        "– : there is nothing to divide by. 0 : none. Rates are formulas over the numbers"
        " printed beside them."
    ),
)

COVERAGE_METHOD = (
    FIRM, PERIOD, CONTACT, SPLIT, COVERAGE, VISIT_PENETRATION, RECENCY, REACH, INTENSITY, SIZE,
    SECTOR, DISTRICT, WORKLOAD, SIGNS,
)  # fmt: skip
