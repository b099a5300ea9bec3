#include <string>

#include "config/check/checks.h"

namespace config::check {

void not_served(const Config& config, Problems& problems) {
  for (const ApplicationSettings& application : config.applications) {
    if (application.type == "host") {
      problems.note(application.at, "application " + application.name.text() + " is INACT: type '" +
                                        application.type + "' is not served yet");
    }
  }
}

}  // namespace config::check
