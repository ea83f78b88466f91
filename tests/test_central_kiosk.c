#include "test_central_kiosk.h"

#include "drivers/courier/instant.h"

#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH = 512, DEADLINE_MS = 30000 };

static char stage[PATH];
static pid_t service_pid;
static int service_at;
struct envelope_signer kiosk_signer;
static struct envelope_verifier central;
static uint8_t sealing_key[32];

/* --- the stage ---------------------------------------------------------------------------- */

static const char *build(void)
{
    const char *named = getenv("KIOSK_BUILD");

    return named ? named : "build";
}

static void put_file(const char *name, const char *text)
{
    char path[2 * PATH];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", stage, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void get_file(const char *name, char *bytes, size_t size)
{
    char path[2 * PATH];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", stage, name);
    file = fopen(path, "r");
    assert_non_null(file);
    memset(bytes, 0, size);
    assert_true(fread(bytes, 1, size, file) > 0);
    fclose(file);
}

static pid_t spawn(char *const argv[])
{
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        execv(argv[0], argv);
        _exit(127);
    }
    return pid;
}

static int run(char *const argv[])
{
    int status = -1;

    assert_true(waitpid(spawn(argv), &status, 0) > 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The port file is renamed into place when the service listens. */
static void await_port(int watch)
{
    struct pollfd ready = {.fd = watch, .events = POLLIN};
    char events[4096] __attribute__((aligned(8))), path[2 * PATH], text[16];

    snprintf(path, sizeof(path), "%s/central.port", stage);
    while (access(path, R_OK) != 0) {
        assert_int_equal(poll(&ready, 1, DEADLINE_MS), 1);
        assert_true(read(watch, events, sizeof(events)) > 0);
    }
    get_file("central.port", text, sizeof(text));
    service_at = atoi(text);
    assert_true(service_at > 0);
}

static void start_service(void)
{
    char program[PATH];
    int watch = inotify_init1(IN_CLOEXEC);

    snprintf(program, sizeof(program), "%s/central", build());
    assert_true(inotify_add_watch(watch, stage, IN_MOVED_TO) >= 0);
    service_pid = spawn((char *[]){program, "serve", "--port", "0", stage, NULL});
    await_port(watch);
    close(watch);
}

static int stop_service(void)
{
    int status = -1;

    kill(service_pid, SIGTERM);
    waitpid(service_pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void read_keys(void)
{
    char lines[512], ed[64], x[64];
    uint8_t seed[32];

    get_file("keys/device.ed25519", (char *)seed, sizeof(seed));
    assert_int_equal(envelope_signer_init(seed, "kiosk-48291", "d1", &kiosk_signer), 0);
    get_file("keys/service.keys", lines, sizeof(lines));
    assert_int_equal(sscanf(lines, "# issued_at %*d c1 ed25519 %63s s1 x25519 %63s", ed, x), 2);
    central = (struct envelope_verifier){.id = "perlinsos", .key_id = "c1"};
    assert_int_equal(sodium_base642bin(central.public_key, 32, ed, strlen(ed), NULL, NULL, NULL,
                                       sodium_base64_VARIANT_ORIGINAL),
                     0);
    assert_int_equal(sodium_base642bin(sealing_key, 32, x, strlen(x), NULL, NULL, NULL,
                                       sodium_base64_VARIANT_ORIGINAL),
                     0);
}

int kiosk_raise(void **state)
{
    static const char *const cast[] = {"siti",    "karto", "budi",  "painem", "slamet",
                                       "wahyuni", "joko",  "sri",   "wayan",  "made",
                                       "komang",  "ketut", "tumini"};
    char program[PATH], name[64], path[2 * PATH];
    (void)state;

    assert_true(sodium_init() >= 0);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    snprintf(stage, sizeof(stage), "%s/tests/%s-stage", build(), program_invocation_short_name);
    assert_int_equal(run((char *[]){"/bin/rm", "-rf", stage, NULL}), 0);
    assert_int_equal(mkdir(stage, 0700), 0);
    snprintf(path, sizeof(path), "%s/people", stage);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof(cast) / sizeof(*cast); i++) {
        snprintf(name, sizeof(name), "people/%s.jpg", cast[i]);
        put_file(name, cast[i]);
        snprintf(name, sizeof(name), "people/%s-right.iso", cast[i]);
        put_file(name, "right");
        snprintf(name, sizeof(name), "people/%s-left.iso", cast[i]);
        put_file(name, "left");
    }
    assert_int_equal(run((char *[]){"tests/central/keys.sh", stage, NULL}), 0);
    snprintf(program, sizeof(program), "%s/central", build());
    assert_int_equal(run((char *[]){program, "load", stage, NULL}), 0);
    read_keys();
    start_service();
    return 0;
}

int kiosk_strike(void **state)
{
    (void)state;
    curl_global_cleanup();
    return stop_service();
}

/* --- a kiosk ------------------------------------------------------------------------------ */

struct heard kiosk_heard;
char kiosk_number[RECEIPT_NUMBER];

static size_t hear(char *bytes, size_t size, size_t count, void *to)
{
    struct heard *h = to;

    if (size * count >= sizeof(h->body) - h->size)
        return 0;
    memcpy(h->body + h->size, bytes, size * count);
    h->size += size * count;
    return size * count;
}

CURL *kiosk_line(const char *path)
{
    CURL *curl = curl_easy_init();
    char url[PATH], file[2 * PATH];

    assert_non_null(curl);
    memset(&kiosk_heard, 0, sizeof(kiosk_heard));
    snprintf(url, sizeof(url), "https://localhost:%d%s", service_at, path);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    snprintf(file, sizeof(file), "%s/keys/ca.pem", stage);
    curl_easy_setopt(curl, CURLOPT_CAINFO, file);
    snprintf(file, sizeof(file), "%s/keys/device.pem", stage);
    curl_easy_setopt(curl, CURLOPT_SSLCERT, file);
    snprintf(file, sizeof(file), "%s/keys/device.key", stage);
    curl_easy_setopt(curl, CURLOPT_SSLKEY, file);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)DEADLINE_MS);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &kiosk_heard);
    return curl;
}

void kiosk_exchange(CURL *curl)
{
    kiosk_heard.code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &kiosk_heard.status);
    curl_easy_getinfo(curl, CURLINFO_SIZE_DOWNLOAD_T, &kiosk_heard.wire_size);
    curl_easy_cleanup(curl);
}

long kiosk_post(const char *path, const char *body, size_t size)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    CURL *curl = kiosk_line(path);

    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)size);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    kiosk_exchange(curl);
    curl_slist_free_all(headers);
    assert_int_equal(kiosk_heard.code, CURLE_OK);
    return kiosk_heard.status;
}

const char *kiosk_now(void)
{
    static char text[INSTANT_TEXT];

    assert_int_equal(instant_write(time(NULL), text), 0);
    return text;
}

/* Takes `message`. */
long kiosk_send(const struct envelope_signer *signer, const char *path, const char *action,
                const char *message_id, json_t *message)
{
    json_t *header = json_pack("{s:s, s:s, s:s, s:s}", "message_id", message_id, "message_ts",
                               kiosk_now(), "action", action, "receiver_id", "perlinsos");
    char *body = NULL;
    size_t size = 0;
    long status;

    assert_non_null(message);
    assert_int_equal(envelope_seal(signer, header, message, time(NULL), &body, &size), 0);
    status = kiosk_post(path, body, size);
    free(body);
    json_decref(header);
    json_decref(message);
    return status;
}

/* Sends as this kiosk; the answer's signature must verify. The caller owns the answer. */
json_t *kiosk_ask(const char *path, const char *action, const char *message_id, json_t *message)
{
    json_t *root = NULL;

    assert_int_equal(kiosk_send(&kiosk_signer, path, action, message_id, message), 200);
    assert_int_equal(
        envelope_open(&central, 1, kiosk_heard.body, kiosk_heard.size, time(NULL), &root), 0);
    return root;
}

const char *kiosk_id(void)
{
    static char id[37];
    uint8_t b[16];
    char hex[33];

    randombytes_buf(b, sizeof(b));
    sodium_bin2hex(hex, sizeof(hex), b, sizeof(b));
    snprintf(id, sizeof(id), "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
             hex + 20);
    return id;
}

/* photo: the bytes put_file gave as the person's photograph. */
json_t *kiosk_subject(const char *uid, const char *photo, bool finger)
{
    uint8_t digest[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof(digest) + 1];
    json_t *value;

    crypto_hash_sha256(digest, (const uint8_t *)photo, strlen(photo));
    sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
    value =
        json_pack("{s:s, s:{s:s, s:s}, s:{s:s, s:s}}", "assurance", "tag", "card", "uid", uid,
                  "photo_sha256", hex, "consent", "version", "2026-11", "given_at", kiosk_now());
    if (finger)
        json_object_set_new(value, "finger",
                            json_pack("{s:i, s:s}", "score_class", 2, "verified_at", kiosk_now()));
    return value;
}

json_t *kiosk_search_message(json_t *value)
{
    return json_pack(
        "{s:s, s:[{s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s, s:{s:s, s:o}, s:{s:s, s:s, s:{s:s}},"
        " s:{s:s, s:s, s:{s:s}}}}]}",
        "transaction_id", "t1", "search_request", "reference_id", "q1", "timestamp", kiosk_now(),
        "locale", "ind", "search_criteria", "version", "1.0.0", "reg_type",
        "ns:perlinsos:RegistryType:Social", "reg_record_type", "ns:perlinsos:RecordType:Breakdown",
        "query_type", "idtype-value", "query", "type", "ns:perlinsos:IdType:ektp", "value", value,
        "consent", "@type", "Consent", "ts", kiosk_now(), "purpose", "code", "perlinsos.result",
        "authorize", "@type", "Authorize", "ts", kiosk_now(), "purpose", "code",
        "perlinsos.finger");
}

json_t *kiosk_at(json_t *value, const char *path)
{
    char name[PATH], *next = NULL;

    snprintf(name, sizeof(name), "%s", path);
    for (char *step = strtok_r(name, ".", &next); step && value; step = strtok_r(NULL, ".", &next))
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(step))
                                     : json_object_get(value, step);
    return value;
}

const char *kiosk_text(json_t *value, const char *path)
{
    const char *text = json_string_value(kiosk_at(value, path));

    return text ? text : "";
}

const char *kiosk_refusal(json_t *answer)
{
    static char told[64];

    snprintf(told, sizeof(told), "%s", kiosk_text(answer, "header.status_reason_code"));
    json_decref(answer);
    return told;
}

const char *kiosk_searched(json_t *subject)
{
    static char told[64];
    json_t *answer = kiosk_ask(KIOSK_SEARCH, "search", kiosk_id(), kiosk_search_message(subject));

    snprintf(told, sizeof(told), "%s",
             kiosk_text(answer, "message.search_response.0.status_reason_message"));
    assert_int_equal(*told == '\0', kiosk_at(answer, "message.search_response.0.data") != NULL);
    json_decref(answer);
    return told;
}

void kiosk_says(json_t *answer, const char *path, const char *expected)
{
    assert_string_equal(kiosk_text(answer, path), expected);
    json_decref(answer);
}

void kiosk_sees(const char *uid, const char *photo, const char *path, const char *expected)
{
    kiosk_says(kiosk_search(uid, photo), path, expected);
}

json_t *kiosk_search(const char *uid, const char *photo)
{
    return kiosk_ask(KIOSK_SEARCH, "search", kiosk_id(),
                     kiosk_search_message(kiosk_subject(uid, photo, true)));
}

json_t *kiosk_templates_message(const char *uid, const char *photo)
{
    return json_pack("{s:s, s:o}", "transaction_id", "t1", "subject",
                     kiosk_subject(uid, photo, false));
}

json_t *kiosk_sealed(const char *key, const char *number, const char *accepted_at, json_t *plain)
{
    char *text = json_dumps(plain, JSON_COMPACT), box_text[8192];
    uint8_t box[4096];
    size_t size = strlen(text);

    assert_int_equal(crypto_box_seal(box, (const uint8_t *)text, size, sealing_key), 0);
    sodium_bin2base64(box_text, sizeof(box_text), box, size + crypto_box_SEALBYTES,
                      sodium_base64_VARIANT_ORIGINAL);
    free(text);
    json_decref(plain);
    return json_pack("{s:s, s:s, s:s, s:s, s:b, s:{s:s, s:s}}", "transaction_id", "t1",
                     "idempotency_key", key, "number", number, "accepted_at", accepted_at,
                     "clock_trusted", 1, "sealed", "key_id", "s1", "box", box_text);
}

int kiosk_central(const char *command, ...)
{
    char program[PATH], *words[16] = {program, (char *)command};
    va_list rest;
    int count = 2;

    snprintf(program, sizeof(program), "%s/central", build());
    va_start(rest, command);
    for (char *word; (word = va_arg(rest, char *)) && count < 14;)
        words[count++] = word;
    va_end(rest);
    words[count] = stage;
    return run(words);
}

void kiosk_serve_partners(const char *token, const char *placeholder)
{
    char program[PATH], file[2 * PATH];
    int watch = inotify_init1(IN_CLOEXEC);

    assert_int_equal(stop_service(), 0);
    put_file("token", token);
    snprintf(program, sizeof(program), "%s/central", build());
    snprintf(file, sizeof(file), "%s/token", stage);
    assert_true(inotify_add_watch(watch, stage, IN_MOVED_TO) >= 0);
    service_pid = spawn((char *[]){program, "serve", "--port", "0", "--token", file, stage,
                                   placeholder ? "--unsigned" : NULL, (char *)placeholder, NULL});
    await_port(watch);
    close(watch);
}

json_t *kiosk_ask_plainly(const char *path, const char *token, const json_t *question)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    char url[PATH], bearer[PATH], *body = json_dumps(question, JSON_COMPACT);
    CURL *curl = curl_easy_init();
    json_t *root;

    assert_non_null(curl);
    snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", service_at, path);
    snprintf(bearer, sizeof(bearer), "Authorization: Bearer %s", token ? token : "");
    if (token)
        headers = curl_slist_append(headers, bearer);
    memset(&kiosk_heard, 0, sizeof(kiosk_heard));
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &kiosk_heard);
    assert_int_equal(curl_easy_perform(curl), CURLE_OK);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &kiosk_heard.status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    free(body);
    root = json_loadb(kiosk_heard.body, kiosk_heard.size, 0, NULL);
    assert_non_null(root);
    return root;
}

int kiosk_run(char *const words[])
{
    return run(words);
}

void kiosk_copy_folder(const char *from, const char *name)
{
    char to[2 * PATH];

    snprintf(to, sizeof(to), "%s/%s", stage, name);
    assert_int_equal(run((char *[]){"/bin/cp", "-r", (char *)from, to, NULL}), 0);
}

void kiosk_reload(void)
{
    assert_int_equal(stop_service(), 0);
    assert_int_equal(kiosk_central("load", NULL), 0);
    start_service();
}

void kiosk_put_file(const char *name, const char *text)
{
    put_file(name, text);
}

/* An objection of Budi against his motorbike, sealed as a kiosk does. */
json_t *kiosk_objection(const char *key, const char *number, const char *person, const char *reason,
                        const char *ground, const char *accepted_at)
{
    json_t *plain =
        json_pack("{s:o, s:s, s:s, s:[{s:s, s:s}], s:s}", "subject",
                  kiosk_subject(KIOSK_BUDI, "budi", true), "person", person, "programme", "PKH",
                  "contested", "reason", reason, "ground", ground, "confirmed_at", kiosk_now());

    return kiosk_sealed(key, number, accepted_at, plain);
}

void kiosk_restart(void)
{
    assert_int_equal(stop_service(), 0);
    start_service();
}

void kiosk_key_file(const char *name, char path_out[KIOSK_PATH])
{
    snprintf(path_out, KIOSK_PATH, "%s/keys/%s", stage, name);
}

int kiosk_start_anew(void **state)
{
    (void)state;
    kiosk_reload();
    return 0;
}

const char *kiosk_new_number(void)
{
    static int64_t counter = 500;

    assert_int_equal(receipt_write("48291", counter++, kiosk_number), 0);
    return kiosk_number;
}

json_t *kiosk_tell(const char *path, const char *action, const char *uid, const char *photo,
                   bool finger, json_t *plain)
{
    char key[40], now[INSTANT_TEXT];
    json_t *found = kiosk_search(uid, photo);

    snprintf(key, sizeof(key), "%s", kiosk_id());
    snprintf(now, sizeof(now), "%s", kiosk_now());
    json_object_set_new(plain, "subject", kiosk_subject(uid, photo, finger));
    json_object_set_new(plain, "person", json_string(kiosk_text(found, KIOSK_RECORD "subject")));
    json_object_set_new(plain, "confirmed_at", json_string(now));
    json_decref(found);
    return kiosk_ask(path, action, kiosk_id(), kiosk_sealed(key, kiosk_new_number(), now, plain));
}
