package dev.registrar.inventory.aws;

import dev.registrar.inventory.Target;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS refused or failed to answer, in words with the next step. AWS's own messages name people; they are not repeated. */
final class Trouble {
    private static final Set<String> DENIED = Set.of(
            "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError");
    private static final Set<String> NOT_KNOWN = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "OptInRequired",
            "MissingAuthenticationToken",
            "IncompleteSignature");
    private static final Set<String> BAD_SIGNATURE =
            Set.of("InvalidSignatureException", "SignatureDoesNotMatch", "RequestExpired");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpiredException");

    private Trouble() {}

    static boolean denied(SdkException failure) {
        return failure instanceof AwsServiceException refused
                && !ofSts(refused)
                && (DENIED.contains(code(refused)) || code(refused).isEmpty() && refused.statusCode() == 403);
    }

    /** A sentence without its full stop. */
    static String words(Target target, ReadAction action, SdkException failure) {
        if (failure instanceof AwsServiceException refused) {
            return refused(target, action, refused);
        }
        String region = target.region();
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return "ECR in " + region + " did not answer in time";
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains("service module must be on the class path")) {
            return "the AWS profile signs in in a way that is not read here, such as SSO; put what `aws configure"
                    + " export-credentials --format env` prints into the environment";
        }
        if (message.contains("Unable to load credentials")) {
            return "there are no AWS credentials; set `AWS_PROFILE`, or `AWS_ACCESS_KEY_ID` and"
                    + " `AWS_SECRET_ACCESS_KEY`, or run where a role is given";
        }
        if (message.contains("rofile file contained no credentials") || message.contains("rofile '")) {
            return "the AWS profile that is set gives no credentials; `AWS_PROFILE` says which it is";
        }
        return causedBy(failure, UnknownHostException.class)
                ? "there is no ECR at the address of " + region + "; is the region's name right"
                : "ECR in " + region + " cannot be reached";
    }

    private static String refused(Target target, ReadAction action, AwsServiceException refused) {
        String region = target.region();
        String code = code(refused);
        if (ofSts(refused)) {
            return "the role " + target.roleArn().orElse("") + " could not be assumed ("
                    + (code.isEmpty() ? refused.statusCode() : code)
                    + "); its trust policy has to name who runs Registrar";
        }
        if (denied(refused)) {
            return "`" + action.iam() + "` is denied; the policy in deploy/aws grants it";
        }
        if (notOffered(refused)) {
            return "ECR in " + region + " does not offer `" + action.iam() + "`";
        }
        if (NOT_KNOWN.contains(code)) {
            return "AWS does not know these credentials in " + region
                    + "; the region may not be enabled for the account";
        }
        if (BAD_SIGNATURE.contains(code)) {
            return "AWS does not accept the signature; the secret key or this machine's clock is wrong";
        }
        if (EXPIRED.contains(code)) {
            return "the AWS credentials have expired";
        }
        if (refused.isThrottlingException()) {
            return "`" + action.iam() + "` was throttled too long";
        }
        return refused.statusCode() >= 500
                ? "ECR in " + region + " fails with status " + refused.statusCode()
                : "`" + action.iam() + "` failed with " + (code.isEmpty() ? refused.statusCode() : code);
    }

    private static boolean ofSts(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        return details != null && "Sts".equalsIgnoreCase(details.serviceName());
    }

    /** The endpoint knows no such call, as in partitions that come after the others. */
    static boolean notOffered(SdkException failure) {
        return failure instanceof AwsServiceException refused && code(refused).equals("UnknownOperationException");
    }

    static String code(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    private static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> type) {
        return failure != null && (type.isInstance(failure) || causedBy(failure.getCause(), type));
    }
}
