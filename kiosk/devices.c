#include "kiosk/devices.h"

static const struct {
    enum peer peer;
    enum wire_fault away;
} parts[WIRE_PARTS] = {
    [WIRE_PART_READER] = {PEER_CARD, WIRE_FAULT_READER_ABSENT},
    [WIRE_PART_SAM] = {PEER_CARD, WIRE_FAULT_NONE}, /* told by the reader's driver */
    [WIRE_PART_SENSOR] = {PEER_FINGER, WIRE_FAULT_SENSOR_ABSENT},
    [WIRE_PART_SOUND] = {PEER_VOICE, WIRE_FAULT_SOUND_ABSENT},
    [WIRE_PART_PRINTER] = {PEER_PRINTER, WIRE_FAULT_PRINTER_ABSENT},
};

void devices_of(const struct session *s, struct wire_devices *devices_out)
{
    struct wire_devices d = {0};
    for (int i = 0; i < WIRE_PARTS; i++) {
        enum peer peer = parts[i].peer;
        d.faults[i] = s->device_fault[peer];
        if (!d.faults[i] && !s->up[peer] && visit_knows_devices(s))
            d.faults[i] = parts[i].away;
    }
    d.faults[WIRE_PART_SAM] = s->sam_fault;
    d.without = s->sam ? 0 : 1u << WIRE_PART_SAM;
    *devices_out = d;
}
