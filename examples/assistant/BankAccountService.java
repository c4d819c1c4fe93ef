import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Service class responsible for managing bank accounts.
 *
 * <p>This class provides methods for creating accounts, performing deposits and
 * withdrawals, and transferring funds between accounts.</p>
 */
public class BankAccountService {

    private final Map<String, BigDecimal> accounts;
    private final List<String> transactionHistory;

    /**
     * Constructs a new BankAccountService with no accounts.
     */
    public BankAccountService() {
        this.accounts = new HashMap<>();
        this.transactionHistory = new ArrayList<>();
    }

    /**
     * Creates a new account with the specified initial balance.
     *
     * @param accountId      the unique identifier of the account
     * @param initialBalance the initial balance of the account
     * @throws IllegalArgumentException if the account already exists or the balance is negative
     */
    public void createAccount(String accountId, BigDecimal initialBalance) {
        if (accounts.containsKey(accountId)) {
            throw new IllegalArgumentException("Account already exists: " + accountId);
        }
        if (initialBalance.compareTo(BigDecimal.ZERO) < 0) {
            throw new IllegalArgumentException("Initial balance cannot be negative");
        }

        accounts.put(accountId, initialBalance);
        transactionHistory.add("Created account: " + accountId);
    }

    /**
     * Deposits the specified amount into the given account.
     *
     * @param accountId the unique identifier of the account
     * @param amount    the amount to deposit
     * @return the updated balance
     */
    public BigDecimal deposit(String accountId, BigDecimal amount) {
        validateAccount(accountId);
        validateAmount(amount);

        // Update the account balance
        BigDecimal updatedBalance = accounts.get(accountId).add(amount);
        accounts.put(accountId, updatedBalance);
        transactionHistory.add("Deposited " + amount + " into account: " + accountId);

        return updatedBalance;
    }

    /**
     * Withdraws the specified amount from the given account.
     *
     * @param accountId the unique identifier of the account
     * @param amount    the amount to withdraw
     * @return the updated balance
     * @throws IllegalStateException if the account has insufficient funds
     */
    public BigDecimal withdraw(String accountId, BigDecimal amount) {
        validateAccount(accountId);
        validateAmount(amount);

        BigDecimal currentBalance = accounts.get(accountId);

        // Check if there are sufficient funds
        if (currentBalance.compareTo(amount) < 0) {
            throw new IllegalStateException("Insufficient funds in account: " + accountId);
        }

        BigDecimal updatedBalance = currentBalance.subtract(amount);
        accounts.put(accountId, updatedBalance);
        transactionHistory.add("Withdrew " + amount + " from account: " + accountId);

        return updatedBalance;
    }

    /**
     * Transfers funds from one account to another.
     *
     * @param fromAccountId the identifier of the source account
     * @param toAccountId   the identifier of the destination account
     * @param amount        the amount to transfer
     */
    public void transfer(String fromAccountId, String toAccountId, BigDecimal amount) {
        // Perform the withdrawal first to ensure sufficient funds
        withdraw(fromAccountId, amount);
        deposit(toAccountId, amount);
    }

    /**
     * Retrieves the balance of the specified account.
     *
     * @param accountId the unique identifier of the account
     * @return an Optional containing the balance, or empty if the account does not exist
     */
    public Optional<BigDecimal> getBalance(String accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    /**
     * Returns an unmodifiable view of the transaction history.
     *
     * @return the transaction history
     */
    public List<String> getTransactionHistory() {
        return Collections.unmodifiableList(transactionHistory);
    }

    private void validateAccount(String accountId) {
        if (!accounts.containsKey(accountId)) {
            throw new IllegalArgumentException("Account not found: " + accountId);
        }
    }

    private void validateAmount(BigDecimal amount) {
        if (amount == null || amount.compareTo(BigDecimal.ZERO) <= 0) {
            throw new IllegalArgumentException("Amount must be positive");
        }
    }
}
