#pragma once

#include <string>

#include "config/names.h"
#include "tn3270/datastream/device_type.h"

namespace vtam {

// A host that is told a terminal of its own settings writes for the screen of that one. Empty: the
// user's terminal shows it; else what is wrong and what helps, one sentence without its full stop.
// `bound`: the host says its sizes in a BIND of its own, so that a larger terminal follows it;
// without one the columns must be the same, since all addresses are counted by them.
[[nodiscard]] std::string host_screen_fault(config::ApplId host, const tn3270::DeviceType& told,
                                            const tn3270::DeviceType& own, bool bound);

}  // namespace vtam
