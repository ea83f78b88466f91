/*
 * central: the reference central service. See README.md beside this file.
 */
#include "commands.h"
#include "load.h"
#include "regency.h"
#include "serve.h"

#include <errno.h>
#include <getopt.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PORT_MAX = 65534 };

#define SEED 0x35101520040000u /* one regency for everybody */

static const char usage[] =
    "usage: central load [--people FILE] [--families N] [--seed N] [--rules FOLDER] STAGE\n"
    "       central serve [--port N] [--token FILE [--unsigned TEXT]...] STAGE\n"
    "       central advance DAYS STAGE\n"
    "       central forgive STAGE\n"
    "       central compute [--rules FOLDER] STAGE\n"
    "       central source NAME up|slow|down|wrong STAGE\n"
    "       central cases STAGE\n"
    "       central decide [--reason TEXT] [--value N] [--member N] [--nik NIK] [--name NAME] "
    "NUMBER\n"
    "               checking|visit|granted|partly|not_granted STAGE\n"
    "       central found [--nik NIK] [--name NAME] [--value N] NUMBER STAGE\n"
    "       central enter portal|agent NIK PROGRAMME REASON GROUND NUMBER STAGE\n"
    "       central pay NIK PROGRAMME paid|failed|blocked STAGE\n"
    "       central wrong FILE STAGE\n"
    "       central villages STAGE\n"
    "       central journal STAGE\n"
    "       central checkpoints STAGE\n"
    "       central code SERIAL STAGE\n"
    "       central set SERIAL NAME VALUE STAGE\n"
    "       central fleet STAGE\n"
    "       central staff STAGE\n"
    "       central flags STAGE\n"
    "       central enrolments STAGE\n"
    "       central bind [NUMBER same|other] STAGE\n"
    "       central revoke|restore ID STAGE\n"
    "       central policy NAME VALUE STAGE\n"
    "       central complaints --key FILE STAGE\n";

/* What the options said. */
struct wish {
    struct load load;
    struct decision decision;
    struct serve serve;
    const char *key, *rules;
};

static int complain(const char *what, int error)
{
    fprintf(stderr, "central: %s: %s\n", what, strerror(-error));
    return EXIT_FAILURE;
}

static void report(int error)
{
    complain("answering a request", error);
}

static int load(struct wish *wish, const char *stage)
{
    char file[LOAD_FILE];
    int r;

    wish->load.stage = stage;
    wish->load.now = time(NULL);
    if (wish->rules)
        wish->load.rules = wish->rules;
    r = load_stage(&wish->load, file);
    return r < 0 ? complain(file[0] ? file : "central.db", r) : EXIT_SUCCESS;
}

static int run_service(const struct wish *wish, const char *stage)
{
    char what[SERVE_TEXT];
    int r = serve(&wish->serve, stage, report, what);

    return r < 0 ? complain(what, r) : EXIT_SUCCESS;
}

static bool read_number(const char *text, int64_t least, int64_t most, int64_t *number_out)
{
    char *end;

    errno = 0;
    *number_out = strtoll(text, &end, 10);
    return !*end && end != text && !errno && *number_out >= least && *number_out <= most;
}

static bool read_option(int option, const char *value, struct wish *wish)
{
    int64_t number = 0;
    bool good = true;

    switch (option) {
    case 'p':
        wish->load.people = value;
        break;
    case 'f':
        good = read_number(value, REGENCY_LEAST, REGENCY_MOST, &number);
        wish->load.families = (size_t)number;
        break;
    case 's':
        good = read_number(value, 0, INT64_MAX, &number);
        wish->load.seed = (uint64_t)number;
        break;
    case 'r':
        wish->rules = value;
        break;
    case 'n':
        good = read_number(value, 0, PORT_MAX, &number);
        wish->serve.port = (uint16_t)number;
        break;
    case 't':
        wish->serve.token_file = value;
        break;
    case 'u':
        good = wish->serve.unsigned_count < SERVE_UNSIGNED;
        if (good)
            wish->serve.unsigned_as[wish->serve.unsigned_count++] = value;
        break;
    case 'w':
        wish->decision.reason = value;
        break;
    case 'v':
        good = read_number(value, 0, INT32_MAX, &wish->decision.value);
        break;
    case 'm':
        good = read_number(value, 1, HOUSEHOLD_MEMBERS, &number);
        wish->decision.member = (int)number;
        break;
    case 'i':
        wish->decision.nik = value;
        break;
    case 'a':
        wish->decision.name = value;
        break;
    case 'k':
        wish->key = value;
        break;
    default:
        good = false;
        break;
    }
    return good;
}

/* The commands on a database; `argument` are what stands between the command and the stage. */
static int run(const char *command, struct wish *wish, char **argument, int count,
               const char *stage)
{
    int64_t days;
    int r;

    if (count == 1 && strcmp(command, "advance") == 0 && read_number(argument[0], 0, 3660, &days)) {
        r = commands_advance(stage, (int)days);
    } else if (count == 0 && strcmp(command, "forgive") == 0) {
        r = commands_forgive(stage);
    } else if (count == 0 && strcmp(command, "compute") == 0) {
        r = commands_compute(stage, wish->rules);
    } else if (count == 2 && strcmp(command, "source") == 0) {
        r = commands_source(stage, argument[0], argument[1]);
    } else if (count == 0 && strcmp(command, "cases") == 0) {
        r = commands_cases(stage);
    } else if (count == 2 && strcmp(command, "decide") == 0) {
        wish->decision.number = argument[0];
        wish->decision.state = argument[1];
        r = commands_decide(stage, &wish->decision);
    } else if (count == 1 && strcmp(command, "found") == 0) {
        wish->decision.number = argument[0];
        r = commands_found(stage, &wish->decision);
    } else if (count == 6 && strcmp(command, "enter") == 0) {
        r = commands_enter(stage, &(struct channels_objection){.channel = argument[0],
                                                               .nik = argument[1],
                                                               .programme = argument[2],
                                                               .reason = argument[3],
                                                               .ground = argument[4],
                                                               .number = argument[5]});
    } else if (count == 3 && strcmp(command, "pay") == 0) {
        r = commands_pay(stage, argument[0], argument[1], argument[2]);
    } else if (count == 1 && strcmp(command, "wrong") == 0) {
        r = commands_wrong(stage, argument[0]);
    } else if (count == 0 && strcmp(command, "villages") == 0) {
        r = commands_villages(stage);
    } else if (count == 0 && strcmp(command, "journal") == 0) {
        r = commands_journal(stage);
    } else if (count == 1 && strcmp(command, "code") == 0) {
        r = commands_code(stage, argument[0]);
    } else if (count == 3 && strcmp(command, "set") == 0) {
        r = commands_set(stage, argument[0], argument[1], argument[2]);
    } else if (count == 0 && strcmp(command, "fleet") == 0) {
        r = commands_fleet(stage);
    } else if (count == 0 && strcmp(command, "staff") == 0) {
        r = commands_staff(stage);
    } else if (count == 0 && strcmp(command, "bind") == 0) {
        r = commands_bind(stage, NULL, NULL);
    } else if (count == 2 && strcmp(command, "bind") == 0) {
        r = commands_bind(stage, argument[0], argument[1]);
    } else if (count == 0 && strcmp(command, "enrolments") == 0) {
        r = commands_enrolments(stage);
    } else if (count == 0 && strcmp(command, "flags") == 0) {
        r = commands_flags(stage);
    } else if (count == 1 && strcmp(command, "revoke") == 0) {
        r = commands_staff_strike(stage, argument[0], true);
    } else if (count == 1 && strcmp(command, "restore") == 0) {
        r = commands_staff_strike(stage, argument[0], false);
    } else if (count == 2 && strcmp(command, "policy") == 0) {
        r = commands_policy(stage, argument[0], argument[1]);
    } else if (count == 0 && strcmp(command, "checkpoints") == 0) {
        r = commands_checkpoints(stage);
    } else if (count == 0 && strcmp(command, "complaints") == 0 && wish->key) {
        r = commands_complaints(stage, wish->key);
    } else {
        fputs(usage, stderr);
        return 2;
    }
    return r < 0 ? complain(command, r) : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"people", required_argument, NULL, 'p'},   {"families", required_argument, NULL, 'f'},
        {"seed", required_argument, NULL, 's'},     {"rules", required_argument, NULL, 'r'},
        {"port", required_argument, NULL, 'n'},     {"token", required_argument, NULL, 't'},
        {"unsigned", required_argument, NULL, 'u'}, {"reason", required_argument, NULL, 'w'},
        {"value", required_argument, NULL, 'v'},    {"member", required_argument, NULL, 'm'},
        {"key", required_argument, NULL, 'k'},      {"nik", required_argument, NULL, 'i'},
        {"name", required_argument, NULL, 'a'},     {0}};
    struct wish wish = {.load = {.people = "tests/bench/people.json",
                                 .rules = "tests/central/rules",
                                 .villages = "tests/central/villages.txt",
                                 .families = REGENCY_USUAL,
                                 .seed = SEED},
                        .decision = {.value = -1},
                        .serve.port = SERVE_PORT};
    bool good = true;

    if (sodium_init() < 0)
        return complain("libsodium", -ENOSYS);
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;)
        good = read_option(o, optarg, &wish) && good;
    int rest = argc - optind;
    char **words = argv + optind;
    if (!good || rest < 2 || (wish.serve.unsigned_count && !wish.serve.token_file)) {
        fputs(usage, stderr);
        return 2;
    }
    if (rest == 2 && strcmp(words[0], "load") == 0)
        return load(&wish, words[1]);
    if (rest == 2 && strcmp(words[0], "serve") == 0)
        return run_service(&wish, words[1]);
    return run(words[0], &wish, words + 1, rest - 2, words[rest - 1]);
}
