#include "tn3270/server/commands.h"
#include "vtam/programs/builtin.h"

int main(int argc, char** argv) {
  vtam::ProgramCatalog catalog;
  vtam::add_builtin(catalog);
  return server::run_command_line(argc, argv, catalog);
}
