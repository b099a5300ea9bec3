#include "vtam/programs/builtin.h"

#include <memory>

#include "vtam/programs/demo.h"
#include "vtam/programs/demo_printer.h"
#include "vtam/programs/host_program.h"
#include "vtam/programs/ivp.h"
#include "vtam/programs/menu.h"
#include "vtam/programs/print_demo.h"
#include "vtam/programs/printer_sharing.h"

namespace vtam {

void add_builtin(ProgramCatalog& catalog) {
  catalog.add("menu", [](const Logon& logon) { return std::make_unique<MenuProgram>(logon); });
  catalog.add("demo", [](const Logon& logon) -> std::unique_ptr<Program> {
    if (logon.device.printer()) {
      return std::make_unique<DemoPrinter>(logon);
    }
    return std::make_unique<DemoProgram>(logon);
  });
  catalog.add("host", [](const Logon& logon) -> std::unique_ptr<Program> {
    if (logon.printer) {
      return std::make_unique<HostPrinter>(logon);
    }
    return std::make_unique<HostTerminal>(logon);
  });
  catalog.add("ivp", [](const Logon& logon) -> std::unique_ptr<Program> {
    if (logon.device.printer()) {
      return std::make_unique<DemoPrinter>(logon);
    }
    return std::make_unique<IvpProgram>(logon);
  });
  catalog.add("printdemo", [](const Logon& logon) -> std::unique_ptr<Program> {
    if (logon.device.printer()) {
      return std::make_unique<DemoPrinter>(logon);
    }
    return std::make_unique<PrintDemo>(logon);
  });
  catalog.add("printer-sharing", [](const Logon& logon) -> std::unique_ptr<Program> {
    if (logon.device.printer()) {
      return std::make_unique<PrinterSharing>();
    }
    return std::make_unique<PrinterList>(logon);
  });
}

}  // namespace vtam
