package io.isomer.testing.e2e.stack;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link DeployedStack} of this run, and closes it after the last test. */
public final class StackExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(StackExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DeployedStack.class;
  }

  @Override
  public DeployedStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(DeployedStack.class, key -> deploy(), DeployedStack.class);
  }

  private static DeployedStack deploy() {
    try {
      return DeployedStack.start();
    } catch (IOException | SQLException e) {
      throw new ParameterResolutionException("the stack did not start", e);
    }
  }
}
