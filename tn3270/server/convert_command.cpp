#include "tn3270/server/convert_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>

#include "config/convert/convert.h"

namespace server {
namespace {

constexpr int kRefused = 1;
constexpr mode_t kForOwner = 0600;
constexpr mode_t kForAll = 0666;  // less what umask takes

// Never over a file that is there: it may be the one that was converted.
std::error_code write_new(const std::filesystem::path& path, std::string_view text, mode_t mode) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) {
    return {errno, std::generic_category()};
  }
  std::error_code error;
  while (!text.empty() && !error) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written > 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error = {errno, std::generic_category()};
    }
  }
  if (::close(file) != 0 && !error) {
    error = {errno, std::generic_category()};
  }
  return error;
}

}  // namespace

int convert_configuration(const config::Config& config, const std::filesystem::path& output,
                          std::ostream& out, std::ostream& err) {
  const std::filesystem::path folder =
      output.empty() ? output : std::filesystem::absolute(output).parent_path();
  const config::Converted converted = config::to_json(config, folder);
  if (output.empty()) {
    out << converted.text;
  } else if (const std::error_code error =
                 write_new(output, converted.text, converted.secret ? kForOwner : kForAll)) {
    err << "tn3270d: " << output.string() << " cannot be written: " << error.message()
        << (error == std::errc::file_exists ? "; give a new name, or remove it first\n" : "\n");
    return kRefused;
  }
  for (const std::string& remark : converted.remarks) {
    err << "tn3270d: " << remark << '\n';
  }
  return 0;
}

}  // namespace server
