#include <string>
#include <unordered_map>

#include "config/check/checks.h"
#include "config/job_pattern.h"

namespace config::check {
namespace {

struct Shared {
  const LuSettings* first = nullptr;
  std::size_t lus = 0;
};

// What is said of one delivery is said once, whatever LUs share it.
using Deliveries = std::unordered_map<const DeliverySettings*, Shared>;

Deliveries deliveries_of(const ServerSettings& server) {
  Deliveries deliveries;
  for (const LuSettings& lu : server.lus) {
    if (lu.delivery) {
      Shared& shared = deliveries[lu.delivery.get()];
      shared.first = shared.first == nullptr ? &lu : shared.first;
      ++shared.lus;
    }
  }
  return deliveries;
}

// At the server; in a directory of this machine a name that is taken gets a number.
void names(const LuSettings& lu, std::size_t lus, Problems& problems) {
  const DeliverySettings& delivery = *lu.delivery;
  if (lu.type != LuType::Ftp || delivery.append) {
    return;
  }
  const std::string pattern = "'" + delivery.file_name + "' ";
  if (!differs_by_job(delivery.file_name)) {
    problems.warning(lu.at, "each job of LU " + lu.name.text() +
                                " replaces the one before: " + pattern +
                                "is the same for all; add {sequence} to \"file_name\", "
                                "or \"append\": true");
  } else if (lus > 1 && !differs_by_lu(delivery.file_name)) {
    problems.warning(lu.at, "jobs of " + std::to_string(lus) + " LUs (the first is " +
                                lu.name.text() + ") replace each other: " + pattern +
                                "is the same for all of them; add {lu} to \"file_name\"");
  }
}

void security(const LuSettings& lu, Problems& problems) {
  const DeliverySettings& delivery = *lu.delivery;
  if (speaks_tls(delivery) && !delivery.verify && delivery.pin.empty()) {
    problems.note(lu.at, "LU " + lu.name.text() +
                             " does not verify the server's certificate: whoever is between can "
                             "read the password and the jobs; name its issuer with \"ca\"");
  }
}

}  // namespace

void deliveries(const Config& config, Problems& problems) {
  for (const ServerSettings& server : config.servers) {
    const Deliveries found = deliveries_of(server);
    for (const LuSettings& lu : server.lus) {
      const auto shared = lu.delivery ? found.find(lu.delivery.get()) : found.end();
      if (shared != found.end() && shared->second.first == &lu) {
        names(lu, shared->second.lus, problems);
        security(lu, problems);
      }
    }
  }
}

}  // namespace config::check
