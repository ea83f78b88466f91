/*
 * chip_figure: how long a reading at level chip takes against what physics allows, for
 * `make bench`: the real driver with the real libnfc and pcscd on the emulated reader in real time.
 *
 * The clock runs from CARD_SEEN to CARD_READ, when biodata and both minutiae files are there. The
 * floor is that of the same commands and answers, no more of them than files and chunks need:
 * bytes in the air with PCB and CRC at 9 bits and 106 kbit/s, 0.09 ms a frame, bytes on the serial
 * line with their frames and ACKs at 10 bits, and the card's own time. The SAM's time is not in it.
 * Measured at the usual speed of the line and at the fastest libnfc sets, 460800 baud.
 *
 * chip_figure FOLDER BENCH_JSON; FOLDER is made for the run.
 */
#include "drivers/wire.h"
#include "ektp_card.h"
#include "pcscd.h"
#include "pn532.h"
#include "spawn.h"
#include "vicc.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

enum { READINGS = 9, DEADLINE_MS = 20000, RECORD = 24 + 4 + 62 * 6 + 2, PHOTO = 3000 };

static const uint8_t uid[7] = {0x04, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 0x80};

/* What passed between chip and card, as picc.answer saw it. */
static struct {
    struct ektp_card card;
    struct ektp_chip inside;
    size_t (*answer)(void *card, const uint8_t *apdu, size_t n, uint8_t *reply);
    unsigned exchanges;
    size_t bytes;
    double floor_s;
    double baud;
    bool counting;
} bench = {.baud = 115200};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Blocks of at most 64 bytes, 61 of them content, each but the last acknowledged. */
static double air_s(size_t n)
{
    size_t blocks = n ? (n + 60) / 61 : 1;
    return (double)(n + 3 * blocks + 3 * (blocks - 1)) * 9 / 106e3 +
           (double)(2 * blocks - 1) * 0.09e-3;
}

static size_t listen_in(void *card, const uint8_t *apdu, size_t n, uint8_t *reply)
{
    enum { FRAME = 10, ACK = 6, EXTENDED = 3, NORMAL_MAX = 251 };
    size_t m = bench.answer(card, apdu, n, reply);
    size_t line = n + FRAME + ACK + m + FRAME + (m > NORMAL_MAX ? EXTENDED : 0);
    if (bench.counting) {
        bench.exchanges++;
        bench.bytes += n + m;
        bench.floor_s +=
            air_s(n) + air_s(m) + (double)line * 10 / bench.baud + bench.card.picc.work_us / 1e6;
    }
    return m;
}

static bool make_card(void)
{
    static uint8_t photo[PHOTO] = {0xff, 0xd8, 0xff}, record[RECORD] = {'F', 'M', 'R', 0};
    char biodata[512];
    record[10] = RECORD >> 8;
    record[11] = RECORD & 0xff;
    ektp_chip_biodata(biodata, sizeof biodata, "3510154807710002", "SITI AMINAH", 'P');
    const struct ektp_chip_content content = {.biodata = biodata,
                                              .minutiae = {{record, RECORD}, {record, RECORD}},
                                              .photo = {photo, PHOTO}};
    if (!ektp_card_init(&bench.card, uid, sizeof uid, photo, PHOTO) ||
        !ektp_chip_init(&bench.inside, uid, sizeof uid, 0, &content))
        return false;
    bench.card.chip = &bench.inside;
    bench.answer = bench.card.picc.answer;
    bench.card.picc.answer = listen_in;
    return true;
}

static int write_file(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t n = file < 0 ? -1 : write(file, bytes, size);
    if (file >= 0)
        close(file);
    return n == (ssize_t)size ? 0 : -1;
}

static struct wire_packet packet;

/* Waits for a message of this type, passing over others. */
static bool await(int face, enum wire_type type)
{
    struct pollfd in = {.fd = face, .events = POLLIN};
    do
        if (poll(&in, 1, DEADLINE_MS) != 1 || wire_recv(face, WIRE_TO_KIOSK, &packet))
            return false;
    while (packet.header.type != type);
    return true;
}

static int by_size(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;
    return difference < 0 ? -1 : difference > 0;
}

/* The median reading's ratio, 0 when something went wrong. */
static double measure(struct pn532 *chip, int face)
{
    double ratios[READINGS];
    for (int i = 0; i < READINGS; i++) {
        bench.exchanges = 0;
        bench.bytes = 0;
        bench.floor_s = 0;
        if (pn532_put(chip, &bench.card.picc) || !await(face, WIRE_CARD_SEEN))
            return 0;
        bench.counting = true;
        double start = now_s();
        if (!await(face, WIRE_CARD_READ) ||
            packet.body.card_read.card.assurance != WIRE_ASSURANCE_CHIP)
            return 0;
        bench.counting = false;
        ratios[i] = (now_s() - start) / bench.floor_s;
        if (!await(face, WIRE_CARD_TEMPLATES))
            return 0;
        pn532_remove(chip, NULL);
        if (!await(face, WIRE_CARD_GONE))
            return 0;
    }
    qsort(ratios, READINGS, sizeof ratios[0], by_size);
    return ratios[READINGS / 2];
}

static int report(const char *path, const char *name, double ratio)
{
    json_t *all = json_load_file(path, 0, NULL), *one;
    if (!all)
        all = json_object();
    one = json_pack("{s:f, s:s, s:s, s:s}", "value", ratio, "unit", "ratio", "anchor",
                    "CARD_SEEN to CARD_READ at chip / floor", "goal", "<= 1.15");
    int failed = !one || json_object_set_new(all, name, one) ||
                 json_dump_file(all, path, JSON_INDENT(1) | JSON_SORT_KEYS);
    printf("%s  %.3f  goal <= 1.15  %u commands, %zu bytes, floor %.0f ms at %.0f baud\n", name,
           ratio, bench.exchanges, bench.bytes, bench.floor_s * 1e3, bench.baud);
    json_decref(all);
    return failed;
}

/* One driver on the line at this speed. Returns the ratio, 0 when something went wrong. */
static double measure_at(const char *folder, struct pn532 *chip, const char *speed)
{
    char config[512], path[256];
    int face = -1,
        n = snprintf(config, sizeof config,
                     "[card]\nreader = pn532_uart:pn532:%s\nsam_secret = sam.secret\n", speed);
    double ratio = 0;
    snprintf(path, sizeof path, "%s/kiosk.conf", folder);
    bench.baud = atof(speed);
    pid_t driver =
        write_file(folder, "kiosk.conf", config, (size_t)n) ? -1 : spawn_driver("kiosk-card", path, &face);
    bool ready = false;
    while (driver > 0 && !ready && await(face, WIRE_READY))
        ready = strstr(packet.body.ready.device, "level chip") != NULL;
    if (ready)
        ratio = measure(chip, face);
    spawn_end(&face, &driver);
    return ratio;
}

int main(int argc, char **argv)
{
    static struct sam sam;
    struct pcscd pcscd = {.lock = -1};
    struct vicc *slot = NULL;
    struct pn532 *chip = NULL;
    char link[256];
    double usual = 0, fastest = 0;

    if (argc != 3) {
        fprintf(stderr, "usage: chip_figure FOLDER BENCH_JSON\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    mkdir(argv[1], 0700);
    snprintf(link, sizeof link, "%s/pn532", argv[1]);
    if (make_card() && !write_file(argv[1], "sam.secret", sam_secret(), SAM_SECRET) &&
        !pn532_start(link, true, &chip) && !pcscd_begin(&pcscd) &&
        !vicc_start(&sam, DEADLINE_MS, &slot)) {
        usual = measure_at(argv[1], chip, "115200");
        int failed = usual > 0 ? report(argv[2], "card.chip_ratio", usual) : 1;
        if (!failed)
            fastest = measure_at(argv[1], chip, "460800");
        if (fastest > 0 && report(argv[2], "card.chip_ratio_460800", fastest))
            fastest = 0;
    }
    vicc_stop(slot);
    if (pcscd.lock >= 0)
        pcscd_end(&pcscd);
    pn532_stop(chip);
    if (usual <= 0 || fastest <= 0)
        fprintf(stderr, "chip_figure: no reading\n");
    return usual <= 0 || fastest <= 0;
}
