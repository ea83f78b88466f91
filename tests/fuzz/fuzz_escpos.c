/* Whatever a receipt says, a printer understands every byte and cuts once. */
#include "drivers/printer/escpos.h"
#include "tests/bench/paper.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_packet packet;
    static struct paper paper;
    static uint8_t job[ESCPOS_JOB_MAX];
    const struct escpos_paper on = {.dots = size % 2 ? 384 : 576, .page = 16, .asks_end = true};
    size_t written = 0, cuts = 0;
    packet.header = (struct wire_header){.type = WIRE_PRINT, .size = sizeof(struct wire_print)};
    memset(&packet.body.print, 0, sizeof packet.body.print);
    memcpy(&packet.body.print, data,
           size < sizeof packet.body.print ? size : sizeof packet.body.print);
    if (wire_check(&packet, sizeof packet.header + packet.header.size, WIRE_FROM_KIOSK) ||
        escpos_job(&packet.body.print, &on, job, sizeof job, &written))
        return 0;
    paper_begin(&paper, (int)on.dots);
    for (size_t i = 0; i < written; i++)
        cuts += paper_take(&paper, job[i]) == PAPER_CUT;
    if (paper.unknown || cuts != 1)
        abort();
    return 0;
}
