# One whole visit in the machine: its reader on a serial port, its sensor and the service outside. The office is
# closed meanwhile, so that the light goes out after it.
. tests/image/visiting.sh
visit_stage
{
    visit_commands
    echo wait
} >"$folder/commands"
errand <"$folder/commands"
visit_machine
visit_play visit
step "light: off" "an office that is closed needs no light, two minutes later" visit-dark
dark=$(machine_pixels)
machine_tap 640 400
result=0
machine_wait 300 machine_differs "$dark" || result=1
report $result "a finger on the glass brings it"
machine_shot visit-light
visit_end
