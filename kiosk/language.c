#include "kiosk/language.h"

#include <dirent.h>
#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char domain[] = "kiosk";

/* In the environment once and for all, so that changing the language allocates nothing. */
static char choice[sizeof "LANGUAGE=" + LANGUAGE_CODE] = "LANGUAGE=id";

static void speak(const char *code)
{
    snprintf(choice, sizeof choice, "LANGUAGE=%s", code);
    textdomain(domain); /* makes the library look at LANGUAGE again */
}

static int by_code(const void *a, const void *b)
{
    return strcmp(((const struct language *)a)->code, ((const struct language *)b)->code);
}

static void add(struct languages *all, const char *folder, const char *code)
{
    char path[512];
    struct language *l = &all->list[all->count];
    int length = snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/%s.mo", folder, code, domain);
    if (length >= (int)sizeof path || strlen(code) >= sizeof l->code || !strcmp(code, "id") ||
        all->count == LANGUAGES_MAX || access(path, R_OK) != 0)
        return;
    strcpy(l->code, code);
    speak(code);
    /* Each catalogue translates this into its own name. */
    snprintf(l->name, sizeof l->name, "%s", gettext("Bahasa Indonesia"));
    all->count++;
}

int languages_open(struct languages *out, const char *folder)
{
    struct dirent *entry;
    DIR *found = opendir(folder);
    int result = found ? 0 : -errno;

    memset(out, 0, sizeof *out);
    out->count = 1;
    out->list[0] = (struct language){"id", "Bahasa Indonesia"};
    /* glibc from 2.39 on heeds LANGUAGE in a country's locale only, which the image has; before that
     * the one that is always there will do. */
    if (!setlocale(LC_MESSAGES, "id_ID.UTF-8"))
        setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain(domain, folder);
    bind_textdomain_codeset(domain, "UTF-8");
    if (putenv(choice))
        result = -ENOMEM;
    while (found && (entry = readdir(found)))
        if (entry->d_name[0] != '.')
            add(out, folder, entry->d_name);
    if (found)
        closedir(found);
    qsort(out->list + 1, out->count - 1, sizeof out->list[0], by_code);
    speak("id");
    return result;
}

void language_use(const struct languages *all, unsigned index)
{
    speak(all->list[index < all->count ? index : 0].code);
}

unsigned language_index(const struct languages *all, const char *code)
{
    for (unsigned i = 0; i < all->count; i++)
        if (!strcmp(all->list[i].code, code))
            return i;
    return 0;
}
