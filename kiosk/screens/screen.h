/*
 * screen: turns the visit into a scene. One file a screen; each reads the session, changes nothing
 * and draws nothing. screen_build() picks by state.
 */
#ifndef KIOSK_SCREENS_SCREEN_H
#define KIOSK_SCREENS_SCREEN_H

#include "kiosk/session.h"
#include "kiosk/ui/scene.h"

void screen_build(const struct session *s, struct scene *scene);

/* Adds an element that does `action` when tapped. */
struct element *screen_button(struct scene *scene, enum role role, enum icon icon,
                              const char *label, enum action action, unsigned which);

/* A value that stays hidden until it is tapped (ACTION_SHOW). */
void screen_masked(struct scene *scene, enum icon icon, const char *what);

/* A reason in a list, which opens it: its kind and who says so. */
void screen_reason_card(const struct session *s, struct scene *scene, unsigned reason);

/* "Dengarkan", while there is a voice; `again`: the whole screen, or the number on it. */
void screen_listen(const struct session *s, struct scene *scene, enum again again);

/* Whoever cannot read this language finds the next one by its own name. */
void screen_language(const struct session *s, struct scene *scene);

/* The bar every screen of a visit ends with: the way back (where there is one), help, done. */
void screen_bar(struct scene *scene, bool back);

/* The bar of every screen at which staff are handed the reader. */
void screen_cancel(struct scene *scene);

/* What the finger is asked to do, with hint and pictogram; shared by finger and declaration. */
void screen_finger_prompt(const struct session *s, struct scene *scene);

/* What a receipt says, on glass and on paper; bare: nothing of what it is about. */
void screen_receipt_text(const struct session *s, struct scene *scene, bool bare);

/* How it goes with the paper, where there is a printer; returns whether it can be asked for. */
bool screen_printing(const struct session *s, struct scene *scene);

/* What the village report and a slip say, on glass and on paper. */
void screen_report_text(const struct session *s, struct scene *scene);
void screen_slip_text(const struct session *s, struct scene *scene);

/* What happened, in the first words of TROUBLE. */
const char *screen_trouble_name(enum wire_fault fault);

/* The receipt, or what staff give out, as it is printed, made in `scene`, which keeps it until it is cleared. */
void screen_paper(const struct session *s, struct scene *scene, struct wire_print *print_out);

/* The sheet of a commission, on glass and on paper. */
void screen_sheet_text(const struct session *s, struct scene *scene);
/* "telunjuk kanan"; what the finger on the sensor is to do next. */
const char *screen_finger_name(uint32_t position);
void screen_finger_hint(const struct session *s, struct scene *scene);

/* Why no finger is given, in words. */
const char *screen_no_finger_name(enum wire_no_finger reason);

/* What became of the last card or finger at a hand-over, if anything is to be told of it. */
void screen_told(const struct session *s, struct scene *scene);

void screen_start(const struct session *s, struct scene *scene);
void screen_who(const struct session *s, struct scene *scene);
void screen_trouble(const struct session *s, struct scene *scene);
void screen_waiting(const struct session *s, struct scene *scene);
void screen_consent(const struct session *s, struct scene *scene);
void screen_refused(const struct session *s, struct scene *scene);
void screen_finger(const struct session *s, struct scene *scene);
void screen_finger_help(const struct session *s, struct scene *scene);
void screen_overview(const struct session *s, struct scene *scene);
void screen_programme(const struct session *s, struct scene *scene);
void screen_reason(const struct session *s, struct scene *scene);
void screen_reasons(const struct session *s, struct scene *scene);
void screen_payments(const struct session *s, struct scene *scene);
void screen_queue(const struct session *s, struct scene *scene);
void screen_met(const struct session *s, struct scene *scene);
void screen_which(const struct session *s, struct scene *scene);
void screen_ground(const struct session *s, struct scene *scene);
void screen_since(const struct session *s, struct scene *scene);
void screen_words(const struct session *s, struct scene *scene);
void screen_phone(const struct session *s, struct scene *scene);
void screen_agents(const struct session *s, struct scene *scene);
void screen_review(const struct session *s, struct scene *scene);
void screen_declare(const struct session *s, struct scene *scene);
void screen_print(const struct session *s, struct scene *scene);
void screen_receipt(const struct session *s, struct scene *scene);
void screen_cases(const struct session *s, struct scene *scene);
void screen_case(const struct session *s, struct scene *scene);
void screen_openings(const struct session *s, struct scene *scene);
void screen_called(const struct session *s, struct scene *scene);
void screen_sign_in(const struct session *s, struct scene *scene);
void screen_help_kind(const struct session *s, struct scene *scene);
void screen_no_finger(const struct session *s, struct scene *scene);
void screen_witness(const struct session *s, struct scene *scene);
void screen_name(const struct session *s, struct scene *scene);
void screen_staff(const struct session *s, struct scene *scene);
void screen_report(const struct session *s, struct scene *scene);
void screen_slips(const struct session *s, struct scene *scene);
void screen_day(const struct session *s, struct scene *scene);
void screen_cleaning(const struct session *s, struct scene *scene);
void screen_return(const struct session *s, struct scene *scene);
void screen_assent(const struct session *s, struct scene *scene);
void screen_face(const struct session *s, struct scene *scene);
void screen_apart(const struct session *s, struct scene *scene);
void screen_enrol(const struct session *s, struct scene *scene);
void screen_stated_nik(const struct session *s, struct scene *scene);
void screen_stated_check(const struct session *s, struct scene *scene);
void screen_stated(const struct session *s, struct scene *scene);
void screen_help(const struct session *s, struct scene *scene);
void screen_idle(const struct session *s, struct scene *scene);
void screen_closed(const struct session *s, struct scene *scene);
void screen_sound(const struct session *s, struct scene *scene);
void screen_headphones(const struct session *s, struct scene *scene);
void screen_aloud(const struct session *s, struct scene *scene);
void screen_lifted(const struct session *s, struct scene *scene);
void screen_take_card(const struct session *s, struct scene *scene);

void screen_commission_link(const struct session *s, struct scene *scene);
void screen_commission_place(const struct session *s, struct scene *scene);
void screen_commission_parts(const struct session *s, struct scene *scene);
void screen_commission_touch(const struct session *s, struct scene *scene);
void screen_commission_keys(const struct session *s, struct scene *scene);
void screen_commission_sound(const struct session *s, struct scene *scene);
void screen_commission_practice(const struct session *s, struct scene *scene);
void screen_commission_sheet(const struct session *s, struct scene *scene);
void screen_site(const struct session *s, struct scene *scene);

#endif
