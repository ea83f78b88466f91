/* Any bytes as the file that provisions, and what comes of it. */
#include "kiosk/ctl/conf.h"
#include "kiosk/ctl/site_text.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct site site;
    struct site_flaw flaw;
    char name[CONF_WIFI_NAME], serial[SITE_SERIAL];
    static FILE *to;
    to = to ? to : fopen("/dev/null", "w");
    site_text_devices((const char *)data, size, "00007", serial);
    if (site_text_read((const char *)data, size, "kiosk-00007", &site, &flaw))
        return 0;
    conf_write_kiosk(&site, to);
    conf_write_network(&site, to);
    conf_write_wifi(&site, to);
    conf_write_modem(&site, to);
    conf_wifi_name(&site, name);
    return 0;
}
