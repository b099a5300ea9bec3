#include "vtam/acb/socket_program.h"

#include <utility>

#include "vtam/acb/socket_session.h"

namespace vtam {

ProgramFactory socket_application(AcbId acb, AcbMode mode, std::shared_ptr<AcbSink> sink) {
  return [acb, mode, sink = std::move(sink)](const Logon& logon) {
    return std::make_unique<SocketSession>(acb, mode, sink, logon);
  };
}

}  // namespace vtam
