#include "vtam/operator/command.h"

namespace vtam {

void say(OperatorMessages& messages, const char* id, const std::string& words) {
  messages.push_back({id, std::string(id) + " " + words});
}

bool changes(const OperatorCommand& command) {
  return !std::holds_alternative<Display>(command) && !std::holds_alternative<Query>(command);
}

}  // namespace vtam
