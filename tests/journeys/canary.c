#include "canary.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1024 };

/* Whether something was found in this program's memory; "": prints whatever was said. */
static bool found(const char *stage, const char *program)
{
    char path[512], line[LINE_SIZE], words[LINE_SIZE] = "";
    bool found = false;
    FILE *file;

    snprintf(path, sizeof(path), "%s/log/canary", stage);
    if (*program)
        snprintf(words, sizeof(words), "found: %s, ", program);
    file = fopen(path, "re");
    while (file && fgets(line, sizeof(line), file)) {
        if (strncmp(line, words, strlen(words)) != 0)
            continue;
        if (!*program)
            printf("# %s", line);
        found = true;
    }
    if (file)
        fclose(file);
    return found;
}

int canary_ask(const char *stage, const char *pictures, const char *words)
{
    const char *programs = getenv("KIOSK_BUILD");
    char command[4 * LINE_SIZE], copy[LINE_SIZE], *person, *finds, *program, *next = NULL;
    int status;

    snprintf(copy, sizeof(copy), "%s", words);
    person = strtok_r(copy, " ", &next);
    finds = strtok_r(NULL, " ", &next);
    if (!person || (finds && strcmp(finds, "finds") != 0))
        return -EINVAL;
    snprintf(command, sizeof(command), "'%s/canary' '%s' '%s' '%s' >'%s/log/canary' 2>&1",
             programs ? programs : "build", stage, person, pictures, stage);
    status = system(command);
    if (!finds && status != 0)
        found(stage, "");
    while (finds && (program = strtok_r(NULL, " ", &next)))
        if (!found(stage, program)) {
            printf("# nothing was found in %s\n", program);
            return -ENOENT;
        }
    return (status == 0) == !finds ? 0 : -EPERM;
}
