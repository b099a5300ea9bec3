#pragma once

#include <memory>

#include "vtam/acb/acb.h"
#include "vtam/acb/heard.h"
#include "vtam/program.h"

namespace vtam {

// The PLU's end of a session whose application is a process at the application socket: what happens
// goes to `sink`, what the process says comes back by on_said(). It never lets go by itself.
[[nodiscard]] ProgramFactory socket_application(AcbId acb, AcbMode mode,
                                                std::shared_ptr<AcbSink> sink);

}  // namespace vtam
