#include "kiosk/ctl/courier.h"

#include "kiosk/ctl/program.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int courier_ask(const char *conf, struct courier_state *state_out)
{
    char text[512], *rest = text, *line;
    struct courier_state state = {0};
    int result = program_read_courier(
        (char *[]){"kiosk-courier", "--state", "-c", (char *)conf, NULL}, conf, text, sizeof text);
    while (!result && (line = strsep(&rest, "\n"))) {
        long long begins, ends, renewal, contact, commission;
        if (sscanf(line, "certificate %lld %lld %lld", &begins, &ends, &renewal) == 3) {
            state.certificate_ends_at = ends;
            state.certificate_renewal_at = renewal;
        } else if (sscanf(line, "contact %lld", &contact) == 1) {
            state.contact_at = contact;
        } else if (sscanf(line, "commission %lld", &commission) == 1) {
            state.commission_at = commission;
        } else if (sscanf(line, "records %u %u", &state.waiting, &state.aside) == 2) {
            state.readable = true;
        }
    }
    if (!result)
        *state_out = state;
    return result;
}
