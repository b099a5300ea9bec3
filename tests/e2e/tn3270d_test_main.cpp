#include "tests/programs/hang_program.h"
#include "tn3270/server/commands.h"
#include "vtam/programs/builtin.h"

// tn3270d with one program type more: "hang", which never releases. Never packaged.
int main(int argc, char** argv) {
  vtam::ProgramCatalog catalog;
  vtam::add_builtin(catalog);
  programs::add_hang(catalog);
  return server::run_command_line(argc, argv, catalog);
}
