using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
using Touchstone.Service;
using Touchstone.Service.Platform;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary><c>touchstone serve</c> and <c>touchstone worker</c>: one program, with or without pages.</summary>
internal static class ServeVerb
{
    // How long a request to stop may take: the examinations under way, then the open connections.
    internal static readonly TimeSpan StopTime = TimeSpan.FromSeconds(40);

    internal static Command Make()
    {
        var command = new Command("serve",
            """
            Serve the web console and the HTTP interface, and examine what comes in.

            The first start prints a link for the first account. Everything is kept in one folder; PostgreSQL and an object store can take over.
            Exit codes: 0 stopped on request, 2 the command was not understood, a part could not be opened, or the address is taken.
            """)
        {
            ServeOptions.Data, ServeOptions.Url, ServeOptions.PublicUrl, ServeOptions.Proxies, ServeOptions.Certificate, ServeOptions.ProtectKeysWith, ServeOptions.Database, ServeOptions.Blobs, ServeOptions.Workers, ServeOptions.Attempts,
            ServeOptions.QueueLimit, ServeOptions.RequestsPerMinute, ServeOptions.MaximumUpload, ServeOptions.FetchFrom, ServeOptions.Watch, ServeOptions.WatchBasis, ServeOptions.WatchSource, ServeOptions.JournalKey, ServeOptions.Examiner,
        };
        foreach (var option in SignOnChoice.All) command.Add(option);
        command.SetAction((parsed, cancel) => RunAsync(ServeOptions.Serving(parsed), cancel));
        return command;
    }

    internal static Command MakeWorker()
    {
        var command = new Command("worker",
            """
            Examine what a service with the same database and media takes in; serves no pages.

            Start any number of them. A worker that is killed loses nothing: others take over what it had.
            Exit codes: 0 stopped on request, 2 the command was not understood or a part could not be opened.
            """) { ServeOptions.Data, ServeOptions.Database, ServeOptions.Blobs, ServeOptions.Workers, ServeOptions.Attempts, ServeOptions.JournalKey, ServeOptions.Examiner };
        command.SetAction((parsed, cancel) => RunAsync(ServeOptions.Shared(parsed) with { ServesHttp = false }, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ServiceOptions options, CancellationToken cancel)
    {
        var problems = options.Problems();
        foreach (var problem in problems) Console.Error.WriteLine(Printable.Clean($"{problem} ({Codes.ServiceOption})"));
        if (problems.Count > 0) return ExitCode.Usage;
        try
        {
            await TouchstoneService.RunAsync(options, line => Console.WriteLine(Printable.Clean(line)), cancel);
            return ExitCode.Clear;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Clear;
        }
        catch (ServiceException e)
        {
            Console.Error.WriteLine(Printable.Clean($"{e.Message} ({e.Code})"));
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException or System.Security.Cryptography.CryptographicException)
        {
            Console.Error.WriteLine(Printable.Clean(e.Message));
            return ExitCode.Usage;
        }
    }
}
