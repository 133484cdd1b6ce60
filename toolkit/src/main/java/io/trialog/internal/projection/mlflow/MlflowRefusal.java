package io.trialog.internal.projection.mlflow;

import java.io.IOException;

/** The server of MLflow answered that it does not do what it was asked. */
final class MlflowRefusal extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final int status;
    private final String code;

    /** @param code MLflow's word for the error, or an empty text */
    MlflowRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    boolean isUnknown() {
        return code.equals("RESOURCE_DOES_NOT_EXIST");
    }

    boolean isThereAlready() {
        return code.equals("RESOURCE_ALREADY_EXISTS");
    }

    /** Whether the request itself is at fault, so that it will never succeed. */
    boolean isFinal() {
        return status / 100 == 4
                && !isUnknown()
                && !code.isEmpty()
                && status != UNAUTHORIZED
                && status != FORBIDDEN
                && status != TOO_MANY;
    }
}
