/* Any text as one to be said: it ends, and in pieces that fit. */
#include "drivers/voice/sentence.h"
#include "drivers/voice/spoken.h"
#include "drivers/wire.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char text[WIRE_SPEECH], spoken[WIRE_SPEECH * SPOKEN_GROWTH];
    char piece[64];
    size_t at = 0, taken;
    if (size >= sizeof text)
        size = sizeof text - 1;
    memcpy(text, data, size);
    text[size] = '\0';
    if (spoken_write(text, spoken, sizeof spoken))
        abort();
    while ((taken = sentence_take(spoken + at, piece, sizeof piece)))
        at += taken;
    if (spoken[at + strspn(spoken + at, " \n\t\r")])
        abort();
    return 0;
}
