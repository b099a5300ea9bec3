#include "vtam/programs/builtin.h"

#include <memory>

#include "tn3270/datastream/code_page.h"
#include "vtam/programs/demo.h"
#include "vtam/programs/menu.h"

namespace vtam {

void add_builtin(ProgramCatalog& catalog) {
  const auto page = tn3270::cp037();
  catalog.add("menu",
              [page](const Logon& logon) { return std::make_unique<MenuProgram>(logon, page); });
  catalog.add("demo",
              [page](const Logon& logon) { return std::make_unique<DemoProgram>(logon, page); });
}

}  // namespace vtam
