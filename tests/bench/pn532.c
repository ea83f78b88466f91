#include "pn532.h"

#include "pn532_chip.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* What `n` bytes take on the line: 10 bits each, at the speed the host has set for the port. */
static int64_t line_ns(const struct pn532 *chip, size_t n)
{
    static const struct {
        speed_t code;
        int64_t baud;
    } speeds[] = {{B230400, 230400}, {B460800, 460800}};
    struct termios settings;
    int64_t baud = 115200;
    if (!tcgetattr(chip->master, &settings))
        for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++)
            if (cfgetospeed(&settings) == speeds[i].code)
                baud = speeds[i].baud;
    return (int64_t)n * 10 * 1000000000 / baud;
}

/* Takes in what the host sent, or the wake-up of another thread. Returns false when nothing
 * happened before `until_ns` (-1: waits for ever). */
static bool listen_until(struct pn532 *chip, int64_t until_ns)
{
    struct pollfd fds[2] = {{.fd = chip->master, .events = POLLIN},
                            {.fd = chip->wake, .events = POLLIN}};
    struct timespec left, *timeout = NULL;
    if (until_ns >= 0) {
        int64_t ns = until_ns - clock_ns();
        if (ns <= 0)
            return false;
        left = (struct timespec){.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
        timeout = &left;
    }
    if (ppoll(fds, 2, timeout, NULL) <= 0)
        return false;
    uint64_t count;
    if (fds[1].revents)
        (void)!read(chip->wake, &count, sizeof count);
    if (fds[0].revents & POLLIN) {
        struct pn532_line *line = &chip->line;
        ssize_t got = read(chip->master, line->bytes + line->size, sizeof line->bytes - line->size);
        if (got > 0) {
            int64_t now = clock_ns(), start = now > chip->line_free_ns ? now : chip->line_free_ns;
            line->size += (size_t)got;
            chip->line_free_ns = start + line_ns(chip, (size_t)got);
        }
    }
    return true;
}

static bool stopping(struct pn532 *chip)
{
    pthread_mutex_lock(&chip->lock);
    bool stop = chip->stopping;
    pthread_mutex_unlock(&chip->lock);
    return stop;
}

bool pn532_pass(struct pn532 *chip, int64_t ns)
{
    chip->now_ns += ns;
    while (chip->real_time && listen_until(chip, chip->now_ns))
        if (chip->line.size || stopping(chip))
            return false;
    return !stopping(chip);
}

bool pn532_wait_for_change(struct pn532 *chip, int64_t ns)
{
    listen_until(chip, ns < 0 ? -1 : clock_ns() + ns);
    chip->now_ns = clock_ns();
    return chip->line.size == 0 && !stopping(chip);
}

static enum pn532_trouble trouble_of(struct pn532 *chip, uint8_t code, uint32_t *delay_ms_out)
{
    enum pn532_trouble trouble = PN532_TROUBLE_NONE;
    pthread_mutex_lock(&chip->lock);
    struct pn532_fault *f = &chip->fault;
    if (f->trouble != PN532_TROUBLE_NONE && (!f->command || f->command == code)) {
        if (f->skip) {
            f->skip--;
        } else {
            trouble = f->trouble;
            *delay_ms_out = f->delay_ms;
            f->trouble = PN532_TROUBLE_NONE;
        }
    }
    pthread_mutex_unlock(&chip->lock);
    return trouble;
}

static enum pn532_spoilt take_script(struct pn532 *chip, struct pn532_message *reply)
{
    pthread_mutex_lock(&chip->lock);
    enum pn532_spoilt spoilt = pn532_script_take(&chip->script, reply);
    pthread_mutex_unlock(&chip->lock);
    return spoilt;
}

static void say(struct pn532 *chip, const uint8_t *bytes, size_t n)
{
    /* A full line means that nobody reads: the bytes are lost, as on a real one. */
    (void)!write(chip->master, bytes, n);
}

/* One command, from its last byte on the line to the last byte of its reply. */
static void serve(struct pn532 *chip, const struct pn532_message *command)
{
    uint8_t frame[PN532_FRAME_MAX], code = command->data[0];
    uint32_t delay_ms = 0;
    chip->now_ns = chip->line_free_ns;
    enum pn532_trouble trouble = trouble_of(chip, code, &delay_ms);
    if (trouble == PN532_MUTE || !pn532_pass(chip, line_ns(chip, sizeof pn532_ack)))
        return;
    say(chip, pn532_ack, sizeof pn532_ack);
    if (trouble == PN532_CARD_LEAVES)
        pn532_remove(chip, NULL);

    struct pn532_message reply = {.size = 1, .data = {(uint8_t)(code + 1)}};
    size_t least = pn532_command_shortest(code), n;
    if (!least || command->size < least) {
        memcpy(frame, pn532_error, n = sizeof pn532_error);
    } else {
        if (!pn532_command(chip, command, &reply))
            return;
        if (trouble == PN532_CARD_MUMBLES) {
            reply.data[1] = PN532_RF_PROTOCOL;
            reply.size = 2;
        }
        if (trouble == PN532_NAD)
            reply.data[1] |= 0x80;
        enum pn532_spoilt spoilt = take_script(chip, &reply);
        n = pn532_frame_build(frame, reply.data, reply.size);
        if (spoilt == PN532_SPOILT_CHECKSUM)
            frame[n - 2] ^= 0x01;
        if (spoilt == PN532_SPOILT_LENGTH)
            frame[4] ^= 0x01;
        if (spoilt == PN532_SPOILT_ERROR)
            memcpy(frame, pn532_error, n = sizeof pn532_error);
    }
    if (trouble == PN532_BAD_CHECKSUM)
        frame[n - 2] ^= 0x01;
    if (trouble == PN532_TRUNCATE)
        n /= 2;
    int64_t late_ns = (int64_t)delay_ms * 1000000, until = clock_ns() + late_ns;
    while (trouble == PN532_DELAY && listen_until(chip, until))
        if (chip->line.size || stopping(chip))
            return;
    if (pn532_pass(chip, late_ns + line_ns(chip, n)))
        say(chip, frame, n);
}

static void *run(void *arg)
{
    struct pn532 *chip = arg;
    struct pn532_message command;
    while (!stopping(chip)) {
        enum pn532_frame got = pn532_frame_take(&chip->line, command.data, &command.size);
        chip->awake |= chip->line.woken;
        chip->line.woken = false;
        if (got == PN532_FRAME_COMMAND && chip->awake)
            serve(chip, &command);
        else if (got == PN532_FRAME_NONE)
            listen_until(chip, -1);
    }
    return NULL;
}

static void wake(struct pn532 *chip)
{
    const uint64_t one = 1;
    (void)!write(chip->wake, &one, sizeof one);
}

/* Opens the line's two ends. The near end stays open here too, as a real port outlives its
 * users. */
static int open_line(struct pn532 *chip)
{
    struct termios raw;
    char near[64];
    chip->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (chip->master < 0 || grantpt(chip->master) || unlockpt(chip->master) ||
        ptsname_r(chip->master, near, sizeof near))
        return -errno;
    chip->slave = open(near, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (chip->slave < 0 || tcgetattr(chip->slave, &raw))
        return -errno;
    cfmakeraw(&raw);
    if (tcsetattr(chip->slave, TCSANOW, &raw) || fcntl(chip->master, F_SETFL, O_NONBLOCK))
        return -errno;
    if (unlink(chip->link_path) && errno != ENOENT)
        return -errno;
    return symlink(near, chip->link_path) ? -errno : 0;
}

static void discard(struct pn532 *chip)
{
    if (chip->wake >= 0)
        close(chip->wake);
    if (chip->slave >= 0)
        close(chip->slave);
    if (chip->master >= 0)
        close(chip->master);
    pthread_mutex_destroy(&chip->lock);
    pn532_field_end(&chip->field);
    free(chip);
}

int pn532_start(const char *link_path, bool real_time, struct pn532 **chip_out)
{
    size_t path_size = strlen(link_path) + 1;
    struct pn532 *chip = calloc(1, sizeof *chip + path_size);
    if (!chip)
        return -ENOMEM;
    memcpy(chip->link_path, link_path, path_size);
    pthread_mutex_init(&chip->lock, NULL);
    pn532_field_init(&chip->field);
    chip->real_time = real_time;
    chip->auto_rats = true;
    chip->retries = 0xff;
    chip->com_timeout_ns = 51200000;
    chip->master = chip->slave = -1;
    chip->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int result = chip->wake < 0 ? -errno : open_line(chip);
    if (!result)
        result = -pthread_create(&chip->thread, NULL, run, chip);
    if (result) {
        discard(chip);
        return result;
    }
    *chip_out = chip;
    return 0;
}

void pn532_stop(struct pn532 *chip)
{
    if (!chip)
        return;
    pthread_mutex_lock(&chip->lock);
    chip->stopping = true;
    pthread_mutex_unlock(&chip->lock);
    wake(chip);
    pthread_join(chip->thread, NULL);
    unlink(chip->link_path);
    discard(chip);
}

int pn532_put(struct pn532 *chip, const struct picc *card)
{
    int result = pn532_field_put(&chip->field, card);
    wake(chip);
    return result;
}

void pn532_remove(struct pn532 *chip, const struct picc *card)
{
    pn532_field_remove(&chip->field, card);
    wake(chip);
}

bool pn532_is_empty(struct pn532 *chip)
{
    return pn532_field_is_empty(&chip->field);
}

void pn532_speak(struct pn532 *chip, const uint8_t *bytes, size_t size)
{
    pthread_mutex_lock(&chip->lock);
    chip->script = (struct pn532_script){bytes, size};
    pthread_mutex_unlock(&chip->lock);
}

void pn532_break(struct pn532 *chip, const struct pn532_fault *fault)
{
    pthread_mutex_lock(&chip->lock);
    chip->fault = *fault;
    pthread_mutex_unlock(&chip->lock);
}
