#include "elements.h"

#include <string.h>

/* The words of an element that can be seen or heard. */
static bool element_says(json_t *element, const char *words)
{
    static const char *const keys[] = {"label", "detail", "utterance"};

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char *text = json_string_value(json_object_get(element, keys[i]));

        if (text && strstr(text, words))
            return true;
    }
    return false;
}

static bool is_paging(json_t *element)
{
    return json_integer_value(json_object_get(element, "index")) < 0;
}

json_t *element_saying(json_t *dump, const char *words)
{
    json_t *element;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        if (!is_paging(element) && element_says(element, words))
            return element;
    }
    return NULL;
}

json_t *element_labelled(json_t *dump, const char *label)
{
    json_t *element, *found = NULL;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        const char *text = json_string_value(json_object_get(element, "label"));

        if (!text || !json_is_true(json_object_get(element, "tappable")))
            continue;
        if (strcmp(text, label) == 0)
            return element;
        if (!found && strncmp(text, label, strlen(label)) == 0)
            found = element;
    }
    return found;
}
