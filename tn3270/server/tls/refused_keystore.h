#pragma once

#include <string>

namespace server {

// Why OpenSSL does not take what is in a certificate file, from its error queue: a sentence.
[[nodiscard]] std::string refused_keystore(const std::string& file);

}  // namespace server
