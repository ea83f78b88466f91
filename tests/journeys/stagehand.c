#include "stagehand.h"

#include "canary.h"
#include "clock.h"
#include "driver.h"
#include "papers.h"
#include "tests/bench/client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Says the line to the bench as it stands. */
int stagehand_bench(struct player *p, const char *line)
{
    char answer[CLIENT_LINE_MAX];
    int fd, result;

    /* A card or a finger changes the scene; a device or the line need not. */
    if (strncmp(line, "card ", 5) == 0 || strncmp(line, "finger ", 7) == 0)
        p->from = steps_newest(&p->steps) + 1;
    fd = client_send(p->socket_path, line);
    if (fd < 0)
        return fd;
    result = client_answer(fd, answer, sizeof(answer));
    close(fd);
    return result;
}

static int kill_drivers(const struct player *p)
{
    static const char *const drivers[] = {"kiosk-card", "kiosk-finger", "kiosk-courier",
                                          "kiosk-voice", "kiosk-printer"};
    int result = 0;

    /* One that has not come back yet is dead already. */
    for (size_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]) && result == 0; i++) {
        result = driver_kill(p->stage, drivers[i]);
        if (result == -ESRCH)
            result = 0;
    }
    return result;
}

int stagehand_kill(struct player *p, const char *name)
{
    char program[32];
    bool is_kiosk = strcmp(name, "kiosk") == 0;

    if (strcmp(name, "drivers") == 0)
        return kill_drivers(p);
    snprintf(program, sizeof(program), "%s%s", is_kiosk ? "" : "kiosk-", name);
    if (is_kiosk)
        p->from = steps_newest(&p->steps) + 1;
    return driver_kill(p->stage, program);
}

/* What stage.sh does with the line's words: "service down" is service-down. */
int stagehand_stage(struct player *p, const char *line)
{
    char command[LINE_SIZE + 512], how[LINE_SIZE], what[LINE_SIZE];

    if (sscanf(line, "%s %s", how, what) != 2)
        return -EINVAL;
    snprintf(command, sizeof(command), "sh tests/bench/stage.sh %s-%s '%s'", how, what, p->stage);
    return system(command) == 0 ? 0 : -EREMOTEIO;
}

int stagehand_canary(struct player *p, const char *words)
{
    return canary_ask(p->stage, p->steps.directory, words);
}

int stagehand_journal(struct player *p, const char *words)
{
    enum { PATIENCE_S = 15 };
    const char *programs = getenv("KIOSK_BUILD");
    char command[LINE_SIZE + 1024];

    snprintf(command, sizeof(command),
             "timeout %d sh -c \"until '%s/kioskctl' journal export -c '%s/kiosk.conf' |"
             " grep -q ' %s'; do sleep 0.05; done\"",
             PATIENCE_S, programs ? programs : "build", p->stage, words);
    return system(command) == 0 ? 0 : -EREMOTEIO;
}

int stagehand_central(struct player *p, const char *words)
{
    char command[LINE_SIZE + 512];

    snprintf(command, sizeof(command), "sh tests/bench/stage.sh central '%s' %s", p->stage, words);
    return system(command) == 0 ? 0 : -EREMOTEIO;
}

int stagehand_clock(struct player *p, const char *offset)
{
    return clock_set(p->stage, offset);
}

/* A receipt is cut before the printer says that it is. */
int stagehand_paper(struct player *p, const char *words)
{
    char found[PAPERS_WORDS];
    int64_t deadline_ms = steps_now_ms() + DEADLINE_MS;

    if (strcmp(words, "none") == 0)
        return papers_newest(p->stage, found) ? -EEXIST : 0;
    if (strncmp(words, "not ", 4) == 0)
        return papers_newest(p->stage, found) && !strstr(found, words + 4) ? 0 : -EEXIST;
    while (!papers_newest(p->stage, found) || !strstr(found, words))
        if (!steps_wait(&p->steps, deadline_ms))
            return -ETIMEDOUT;
    return 0;
}
