/*
 * test_central_kiosk: a kiosk for tests of the reference service, and the stage it stands on: the
 * real central program with fresh keys and a fresh regency in $KIOSK_BUILD/tests/TEST-stage
 * (KIOSK_BUILD: default build). Whatever goes wrong here fails the test that asked for it.
 */
#ifndef TESTS_TEST_CENTRAL_KIOSK_H
#define TESTS_TEST_CENTRAL_KIOSK_H

#include "drivers/courier/envelope.h"

#include "drivers/courier/receipt.h"

#include <curl/curl.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { KIOSK_PATH = 1024 };

#define KIOSK_TEMPLATES  "/kiosk/v1/templates"
#define KIOSK_SEARCH     "/registry/sync/search"
#define KIOSK_OBJECTIONS "/kiosk/v1/objections"

/* In the answer to a search. */
#define KIOSK_RECORD "message.search_response.0.data.reg_records.0."
#define KIOSK_PKH    KIOSK_RECORD "programmes.0."

#define KIOSK_BUDI "04732C7A3B6182"
#define KIOSK_SITI "04512A7A3B6180"

/* What the last exchange brought; NUL-terminated. */
struct heard {
    CURLcode code;
    long status;
    char body[ENVELOPE_MAX];
    size_t size;
    curl_off_t wire_size; /* of the body as it travelled, compressed */
};

extern struct heard kiosk_heard;
extern struct envelope_signer kiosk_signer; /* the stage's kiosk-48291 */

/* Group fixture of cmocka: makes the stage and starts the service; stops it. The photograph of
 * each of the cast is the text of their key. */
int kiosk_raise(void **state);
int kiosk_strike(void **state);

/* Ends the service, which must do so cleanly, and starts it again on what it left. */
void kiosk_restart(void);

void kiosk_key_file(const char *name, char path_out[KIOSK_PATH]);

/* A line to the service with the kiosk's certificate; kiosk_exchange performs and closes it. */
CURL *kiosk_line(const char *path);
void kiosk_exchange(CURL *curl);

/* Posts a body as it is. Returns the HTTP status. */
long kiosk_post(const char *path, const char *body, size_t size);

/* Signs `message` (taken) and posts it. Returns the HTTP status. */
long kiosk_send(const struct envelope_signer *signer, const char *path, const char *action,
                const char *message_id, json_t *message);

/* Sends as this kiosk; the answer must be signed by the service. The caller owns the answer. */
json_t *kiosk_ask(const char *path, const char *action, const char *message_id, json_t *message);

/* Now as RFC 3339, and a UUID never used before; both in a static array until the next call. */
const char *kiosk_now(void);
const char *kiosk_id(void);

/* Messages of the contract; `photo` is the text given as the person's photograph. */
json_t *kiosk_subject(const char *uid, const char *photo, bool finger);
json_t *kiosk_templates_message(const char *uid, const char *photo);
json_t *kiosk_search_message(json_t *subject);
json_t *kiosk_search(const char *uid, const char *photo); /* asks */

/* An objection of Budi in PKH, sealed. */
json_t *kiosk_objection(const char *key, const char *number, const char *person, const char *reason,
                        const char *ground, const char *accepted_at);

/* A delivery whose box holds `plain` (taken). */
json_t *kiosk_sealed(const char *key, const char *number, const char *accepted_at, json_t *plain);

/* A receipt's number never used before; it stays until the next, also by kiosk_tell. */
extern char kiosk_number[RECEIPT_NUMBER];
const char *kiosk_new_number(void);

/* Sends a sealed delivery of a person of the cast, under the next number; `plain` (taken) lacks
 * subject and person. The caller owns the answer. */
json_t *kiosk_tell(const char *path, const char *action, const char *uid, const char *photo,
                   bool finger, json_t *plain);

/* Runs `central COMMAND WORDS... STAGE`; the words end with NULL. Returns its exit status. */
int kiosk_central(const char *command, ...);

/* Ends the service, loads the stage anew, and starts again: it is the day of the load. Before a
 * test, as cmocka's. */
void kiosk_reload(void);
int kiosk_start_anew(void **state);

/* Ends the service and serves partner systems: plain HTTP, a bearer token, and a signature that
 * stands for none (NULL: every message must be signed). */
void kiosk_serve_partners(const char *token, const char *placeholder);

/* Posts to it; without a token when NULL. kiosk_heard.status tells; the caller owns the answer. */
json_t *kiosk_ask_plainly(const char *path, const char *token, const json_t *question);

/* Runs a program to its end. Returns its exit status. */
int kiosk_run(char *const words[]);

/* Copies a folder into the stage. */
void kiosk_copy_folder(const char *from, const char *name);

/* Writes a file of the stage. */
void kiosk_put_file(const char *name, const char *text);

/* The member at "a.b.0.c", or NULL; its text, or "". Borrowed. */
json_t *kiosk_at(json_t *value, const char *path);
const char *kiosk_text(json_t *value, const char *path);

/* Why the answer (taken) refuses, "" when it does not; in a static array until the next call. */
const char *kiosk_refusal(json_t *answer);

/* Why a question for the result of this subject (taken) is refused, "" for a result; likewise. */
const char *kiosk_searched(json_t *subject);

/* The answer (taken) says this at the path; that to a search for this card does. */
void kiosk_says(json_t *answer, const char *path, const char *expected);
void kiosk_sees(const char *uid, const char *photo, const char *path, const char *expected);

#endif
