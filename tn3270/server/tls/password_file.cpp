#include "tn3270/server/tls/password_file.h"

#include <sys/stat.h>

#include <utility>

#include "tn3270/server/tls/small_file.h"

namespace server {

std::variant<Password, std::string> read_password_file(const std::string& file,
                                                       std::vector<std::string>& notes) {
  Password password;
  if (file.empty()) {
    return password;
  }
  const std::string name = "the password file '" + file + "'";
  auto read = read_small_file(file);
  if (const auto* fault = std::get_if<std::string>(&read)) {
    return name + " " + *fault;
  }
  auto& text = std::get<FileText>(read);
  password.file = file;
  password.text = text.text.substr(0, text.text.find_first_of("\r\n"));
  OPENSSL_cleanse(text.text.data(), text.text.size());
  if (password.text.empty()) {
    return name + " has nothing in its first line; write the password there";
  }
  if (std::string note = others_can_read(name, file, text.mode); !note.empty()) {
    notes.push_back(std::move(note));
  }
  return password;
}

std::string others_can_read(const std::string& name, const std::string& file, unsigned int mode) {
  if ((mode & S_IRWXO) == 0 && (mode & S_IWGRP) == 0) {
    return {};
  }
  const char* what = (mode & S_IROTH) != 0 ? " can be read by every user of this machine"
                     : (mode & (S_IWOTH | S_IWGRP)) != 0 ? " can be changed by other users"
                                                         : " is open to other users";
  return name + what + "; 'chmod 640 " + file + "' ends that";
}

}  // namespace server
