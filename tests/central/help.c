#include "help.h"

#include "staff.h"

#include <errno.h>
#include <string.h>

/* 1 when it is a member of staff of this office who may, 0, or -errno. */
static int may(struct store *store, const char *sender, const char *id, int64_t right, int64_t at)
{
    struct staff staff;
    int r = staff_by_id(store, sender, id, &staff);

    if (r < 0)
        return r == -ENOENT ? 0 : r;
    return (staff.rights & right) && !staff_is_revoked(&staff, at);
}

/* A witness by name is no staff, if the policy takes one. */
static int witnessed(struct store *store, const char *sender, const struct subject *subject,
                     const struct policy *policy, int64_t right, int64_t at)
{
    if (!subject->witness[0])
        return policy->named_witness && subject->witness_name[0];
    return strcmp(subject->helper, subject->witness) != 0
               ? may(store, sender, subject->witness, right, at)
               : 0;
}

int help_judge(struct store *store, const char *sender, const struct subject *subject,
               enum policy_leave leave, int64_t at, const char **refusal_out)
{
    bool attended = strcmp(subject->assurance, "attended") == 0;
    struct policy policy;
    int r;

    *refusal_out = NULL;
    if (!subject->helper[0] && !subject->helper_name[0])
        return 0;
    r = policy_read(store, &policy);
    if (r < 0)
        return r;
    if (!((attended ? policy.attended : policy.assisted) & leave) ||
        (!subject->helper[0] && !policy.relatives) || (subject->card_alone && !policy.card_alone)) {
        *refusal_out = "policy";
        return 0;
    }
    r = subject->helper[0]
            ? may(store, sender, subject->helper, attended ? STAFF_ATTEND : STAFF_ASSIST, at)
            : 1;
    if (r == 1 && attended)
        r = witnessed(store, sender, subject, &policy, STAFF_ATTEND, at);
    if (r == 0)
        *refusal_out = "staff";
    return r < 0 ? r : 0;
}

int help_judge_enrolment(struct store *store, const char *sender, const struct subject *subject,
                         int64_t at, const char **refusal_out)
{
    struct policy policy;
    int r = policy_read(store, &policy);

    *refusal_out = NULL;
    if (r == 0)
        r = may(store, sender, subject->helper, STAFF_ENROL, at);
    if (r == 1)
        r = witnessed(store, sender, subject, &policy, STAFF_ENROL, at);
    if (r == 0)
        *refusal_out = "staff";
    return r < 0 ? r : 0;
}
