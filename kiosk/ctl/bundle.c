#include "kiosk/ctl/bundle.h"

#include "kiosk/ctl/program.h"
#include "kiosk/ctl/redaction.h"
#include "kiosk/ctl/status.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAIL = 256 * 1024 /* bytes of each text */ };

/* Its lines, redacted; null when nobody could say. */
static json_t *lines_of(char *text, int result)
{
    json_t *lines;
    char *line;
    if (result)
        return json_null();
    redaction_apply(text);
    lines = json_array();
    while ((line = strsep(&text, "\n")))
        if (*line)
            json_array_append_new(lines, json_stringn_nocheck(line, strlen(line)));
    return lines;
}

/* What one of our programs, or (conf NULL) one of the system's, says. */
static json_t *said_by(char *const argv[], const char *conf)
{
    static char text[TAIL];
    return lines_of(text, program_tail(argv, conf, text, sizeof text));
}

static void add(json_t *all, const char *name, json_t *lines)
{
    json_object_set_new(all, name, lines);
}

int bundle_command(int argc, char **argv)
{
    char *conf = argc == 3 && !strcmp(argv[1], "-c") ? argv[2] : NULL;
    json_t *all, *status;
    int result;
    if (!conf)
        return 2;
    result = status_describe(conf, &status);
    if (result) {
        fprintf(stderr, "kioskctl: bundle: %s: %s\n", conf, strerror(-result));
        return 1;
    }
    all = json_pack("{s:o}", "status", status);
    add(all, "outbox", said_by((char *[]){"kiosk-courier", "--outbox", "-c", conf, NULL}, conf));
    add(all, "journal",
        said_by((char *[]){"kiosk-courier", "--journal", "export", "-c", conf, NULL}, conf));
    add(all, "log",
        said_by((char *[]){"journalctl", "-q", "--no-pager", "-o", "short-iso", "-n", "2000", "-u",
                           "kiosk*", "-u", "board-*", NULL},
                NULL));
    add(all, "units",
        said_by((char *[]){"systemctl", "--no-pager", "--plain", "--no-legend", "--all",
                           "list-units", "kiosk*", "board-*", NULL},
                NULL));
    add(all, "network", said_by((char *[]){"networkctl", "--no-pager", "status", NULL}, NULL));
    add(all, "kernel", said_by((char *[]){"uname", "-srvm", NULL}, NULL));
    add(all, "disks", said_by((char *[]){"df", "-h", NULL}, NULL));
    add(all, "memory", said_by((char *[]){"free", "-m", NULL}, NULL));
    result = json_dumpf(all, stdout, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    puts("");
    json_decref(all);
    if (result)
        fprintf(stderr, "kioskctl: bundle: it could not be written\n");
    return result ? 1 : 0;
}
