#include "drivers/card/reader.h"
#include "tests/bench/pn532.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* What a reader says, through the real libnfc: the input is a script of replies (pn532_script.h).
 * Neither the driver, for which the linker leads poll here, nor libnfc waits for anything. */
int __wrap_poll(struct pollfd *fds, nfds_t count, int ms);
int __wrap_poll(struct pollfd *fds, nfds_t count, int ms)
{
    (void)fds, (void)count, (void)ms;
    return 0;
}

int nanosleep(const struct timespec *wanted, struct timespec *left_out)
{
    (void)wanted, (void)left_out;
    return 0;
}

static struct pn532 *chip;
static struct reader *reader;

static int plug_in(void)
{
    char path[64], connection[96];
    snprintf(path, sizeof path, "/tmp/fuzz_pn532.%d", getpid());
    snprintf(connection, sizeof connection, "pn532_uart:%s", path);
    return pn532_start(path, false, &chip) || reader_new(connection, &reader) ||
           reader_open(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t select[7] = {0x00, 0xa4, 0x00, 0x00, 0x02, 0x7f, 0x0a};
    struct reader_card card = {.type = READER_TYPE_A};
    uint8_t reply[258];
    size_t got = sizeof reply;
    char answers[READER_ANSWERS];
    if (!chip && plug_in())
        abort();
    pn532_speak(chip, data, size);
    if (!reader_look(reader, &card)) {
        reader_answers(reader, answers);
        reader_exchange(reader, select, sizeof select, reply, &got);
        reader_present(reader, &card);
        reader_alone(reader, &card);
    }
    pn532_speak(chip, NULL, 0);
    if (reader_look(reader, &card) == -ENODEV)
        reader_open(reader);
    return 0;
}
