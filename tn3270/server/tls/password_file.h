#pragma once

#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/tls/pem_blocks.h"

namespace server {

// The first line of `file`; nothing where `file` is empty. The text is a sentence; what is odd and
// does no harm goes to `notes`.
[[nodiscard]] std::variant<Password, std::string> read_password_file(
    const std::string& file, std::vector<std::string>& notes);

// Empty, or that everybody can read a file with a secret, and how that ends.
[[nodiscard]] std::string others_can_read(const std::string& name, const std::string& file,
                                          unsigned int mode);

}  // namespace server
