#include "config/check/checks.h"
#include "config/draft.h"

namespace config {

const std::vector<Check>& standard_checks() {
  static const std::vector<Check> kChecks = {
      check::partitions,
      check::unique_lus,
      check::unique_applications,
      check::listeners,
      check::tls,
      check::access,
      check::proxies,
      check::redirects,
      check::book_rows,
      check::book_references,
      check::partners,
      check::groups,
      check::group_settings,
      check::allowed_applications,
      check::mapping,
      check::device_modes,
      check::uss,
      check::mode_tables,
      check::targets,
      check::application_socket,
      check::deliveries,
      check::hosts,
      check::missing_files,
  };
  return kChecks;
}

}  // namespace config
