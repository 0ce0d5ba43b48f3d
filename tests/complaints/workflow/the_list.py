"""The workflow written by hand: who may take which step, when, and what it needs to be told."""

from __future__ import annotations

from collections import defaultdict

from complaints.workflow import AssignmentState, Part, State, TicketState

T, A = TicketState, AssignmentState
MAIN, CO = Part.HANDLING, Part.COOPERATING

# Written by hand from complaints.md §5.4 and the roles of the channel, never from the table.
# Who acts on an open ticket | who on a sealed one. Open: handler and head of a unit with a part,
# lead of the leading unit, supervisor of the city. Sealed: officers of 纪检监察 alone.
# `anyone` is any officer who can see it; `desk` any unit's handler, head or lead, at its counter.
TICKET = """
file               | new                                    | received    | citizen    | citizen
record             | new                                    | received    | desk       | desk
file_released      | new                                    | received    | program    | -
import             | new                                    | received    | program    | program
change_lead        | received accepted                      | =           | lead       | -
accept             | received                               | accepted    | lead       | lead
reject             | received                               | rejected    | lead       | lead
hand_over          | received                               | handed_over | lead       | lead
assign             | accepted                               | assigned    | lead       | lead
publish            | assigned                               | answered    | lead       | lead
object             | rejected                               | objected    | citizen    | citizen
uphold_objection   | objected                               | accepted    | supervisor | anyone
dismiss_objection  | objected                               | rejected    | supervisor | anyone
judge              | answered closed                        | =           | citizen    | citizen
call_back          | answered closed                        | =           | lead       | lead
call_missed        | answered closed                        | =           | lead       | lead
offer_mediation    | assigned                               | =           | lead       | -
answer_mediation   | assigned                               | =           | citizen    | -
take_back_consent  | assigned                               | =           | citizen    | -
hand_contact       | assigned                               | =           | lead       | -
end_mediation      | assigned answered closed               | =           | lead       | -
link               | received accepted assigned objected    | =           | lead       | lead
unlink             | received accepted assigned objected answered closed rejected withdrawn \
                     handed_over                            | =           | lead       | lead
agree_to_close     | answered                               | closed      | citizen    | citizen
close              | answered                               | closed      | program    | program
reopen             | answered closed                        | assigned    | citizen    | citizen
withdraw           | received accepted assigned objected    | withdrawn   | citizen    | citizen
add_words          | received accepted assigned objected answered | =     | citizen    | citizen
urge               | received accepted assigned objected    | =           | citizen    | citizen
ask_more           | received accepted assigned             | =           | clerk      | clerk
give_more          | received accepted assigned             | =           | citizen    | citizen
lapse_more         | received accepted assigned             | =           | program    | program
stop_waiting       | received accepted assigned             | =           | lead       | lead
ask_extension      | accepted assigned                      | =       | lead | handler head lead
refuse_extension   | accepted assigned                      | =       | supervisor | lead supervisor
extend             | accepted assigned                      | =       | supervisor | lead supervisor
add_cooperating    | assigned                               | =           | lead       | -
supervise          | received accepted assigned objected    | =           | supervisor | -
list_supervision   | accepted assigned                      | =           | supervisor | -
end_supervision    | received accepted assigned objected answered closed rejected withdrawn \
                     handed_over                            | =           | supervisor | -
seal               | received accepted objected answered closed rejected withdrawn handed_over \
                                                            | =           | anyone     | -
seal               | assigned                               | accepted    | anyone     | -
seal_with          | received accepted objected answered closed rejected withdrawn handed_over \
                                                            | =           | program    | -
seal_with          | assigned                               | accepted    | program    | -
release            | received accepted                      | =           | -          | lead
release            | assigned                               | accepted    | -          | lead
release_in_part    | received accepted assigned             | =           | -          | lead
"""
ASSIGNMENT = """
offer              | new                                    | offered     | lead         | lead
offer_ruled        | new                                    | offered     | program      | -
renew              | new                                    | accepted    | program      | program
accept_part        | offered                                | accepted | handler head | handler head
accept_by_silence  | offered                                | accepted    | program      | program
return_part        | offered                                | returned    | head         | -
insist             | returned                               | accepted    | lead         | -
contest            | accepted                               | contested   | head         | -
rule_stays         | contested                              | accepted    | supervisor   | -
rule_moves         | contested                              | waived      | supervisor   | -
share_contact      | offered accepted drafted sent_back     | =           | lead         | -
ask_extension      | accepted drafted sent_back             | =           | head     | handler head
grant_extension    | accepted drafted sent_back             | =           | lead         | lead
refuse_extension   | accepted drafted sent_back             | =           | lead         | lead
transfer           | offered accepted returned drafted submitted sent_back | waived | lead | -
waive              | offered accepted returned drafted submitted sent_back | waived | lead | -
draft              | accepted drafted sent_back             | drafted     | handler      | handler
submit             | drafted                                | submitted   | head         | head
send_back          | submitted approved                     | sent_back   | lead         | lead
approve            | submitted                              | approved    | lead         | lead
"""  # all while the ticket is assigned
DROPPING = """
drop               | offered accepted returned contested drafted submitted sent_back approved \
                              | waived   | program | program | accepted withdrawn
"""
# What a step needs to be told | and under which conditions it stands. Who gives a part of a
# sealed ticket also looks whether the unit may take it. What is not listed needs nothing.
NEEDS = """
file       | kind story                                    |
record     | kind story channel                            |
file_released      | kind story                                    |
import     | kind story channel                            |
change_lead| unit reason                                   |
accept     | matter                                        |
reject     | reason basis turn_to                          |
hand_over  | unit reason turn_to                           |
assign     | unit                                          | one_handler
publish    | asked found done basis remedy contact outcome | parts_settled
object     | reason                                        | first_time undisposed
uphold_objection   | reason                                        | other_officer
dismiss_objection  | reason                                        | other_officer
judge      | contacted solved satisfied                    | unjudged undisposed
call_back  | result \
    | other_officer undisposed unjudged within_window may_call answers_noted
call_missed        | | other_officer undisposed unjudged within_window may_call
close      |                                               | window_over
link               | other                                 | is_twin
unlink             | other                                 | is_linked
offer_mediation    | reason                                | may_mediate not_offered
answer_mediation   | agrees                                | consent_open own_code
take_back_consent  |                                       | consented
hand_contact       |                                       | consented
end_mediation      | settled reason                        | offered
reopen     | reason                                        | first_time within_window
add_words  | text                                          | not_waiting
ask_more   | lacking reason | has_code not_waiting may_ask_more has_window
give_more  | text                                          | waiting
lapse_more |                                               | waiting window_over
stop_waiting       | reason                                | waiting
ask_extension      | days reason | extendable not_extended not_due within_rule none_asked
refuse_extension   | reason                                | extension_asked not_own_request
extend     | days reason | extendable not_extended not_due within_rule not_own_request
grant_extension    | days reason \
    | extendable not_extended not_due within_rule extension_asked not_own_request
add_cooperating    | unit reason                           | new_unit
contest    | reason suggested_unit                         | insisted uncontested not_ruled
rule_stays | reason                                        | other_officer
rule_moves | reason new_unit                               | other_officer new_unit
share_contact      | reason                                | contact_kept
offer_ruled| unit part                                     | one_handler
urge       |                                               | may_urge
supervise  | reason                                        | not_supervised
list_supervision   | reason demanded ends                          | not_listed
end_supervision    | reason                                        | supervised
seal       | reason                                        |
seal_with  | reason                                        |
release    | reason unit                                   |
release_in_part    | reason text unit                              |
offer      | unit part                                     | one_handler
renew      | unit part                                     | one_handler
accept_by_silence  |                                               | window_over
return_part| reason suggested_unit                         | within_window not_ruled
insist     | reason                                        |
transfer   | reason new_unit                               | new_unit
waive      | reason                                        | cooperating
draft      | found                                         |
submit     | found done basis                              |
send_back  | reason                                        |
approve    |                                               | not_own_draft
"""
PRESSED = {"supervise": 2, "list_supervision": 3, "end_supervision": 0}
GIVING = {"assign", "offer", "renew"}

# What runs while a ticket, or a part, is in a state.
LEGS: dict[State | None, set[str]] = defaultdict(
    set,
    {
        T.RECEIVED: {"受理"},
        T.ACCEPTED: {"答复"},
        T.ASSIGNED: {"答复"},
        T.OBJECTED: {"复核"},
        T.ANSWERED: {"评价"},
    },
)
PART_LEGS: dict[State | None, set[str]] = defaultdict(
    set,
    {
        A.OFFERED: {"退回", "答复"},
        A.ACCEPTED: {"答复"},
        A.DRAFTED: {"答复"},
        A.SENT_BACK: {"答复"},
    },
)

WAITING = "补正"  # The citizen's window: laid over the states, like the pause itself.
ASKABLE = {T.RECEIVED, T.ACCEPTED, T.ASSIGNED}
