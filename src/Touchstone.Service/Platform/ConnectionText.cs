using Npgsql;

namespace Touchstone.Service.Platform;

/// <summary>postgres://user:password@host:port/name as a connection string of the driver.</summary>
internal static class ConnectionText
{
    // The service asks some sixty different questions, most of them again and again: prepared, each is planned once a connection.
    private const int Prepared = 100;

    private const string Form = "--database takes postgres://user:password@host:port/name.";

    /// <summary>What is wrong with the address, or null.</summary>
    internal static string? Problem(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "postgres" or "postgresql" && uri.AbsolutePath.Length > 1 ? null : Form;

    /// <exception cref="ArgumentException">The address has another form.</exception>
    internal static string Of(string address)
    {
        if (Problem(address) is { } problem) throw new ArgumentException(problem, nameof(address));
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        var text = new NpgsqlConnectionStringBuilder { Host = uri.Host, Port = uri.Port > 0 ? uri.Port : 5432, Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]), MaxAutoPrepare = Prepared };
        if (user[0].Length > 0) text.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) text.Password = Uri.UnescapeDataString(user[1]);
        // A socket folder cannot stand where the host stands: postgres:///name?host=/var/run/postgresql.
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Where(p => p.Length == 2))
            text[pair[0]] = Uri.UnescapeDataString(pair[1]);
        return text.ConnectionString;
    }
}
