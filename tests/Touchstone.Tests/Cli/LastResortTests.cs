using Touchstone.Cli;
using Touchstone.Media;

namespace Touchstone.Tests.Cli;

public sealed class LastResortTests
{
    [Fact]
    public async Task An_unforeseen_fault_ends_with_a_code_and_a_place_and_cancellation_stays_one()
    {
        Assert.Equal(17, await LastResort.RunAsync(() => Task.FromResult(17)));
        Assert.Equal(130, await LastResort.RunAsync(() => Task.FromException<int>(new TaskCanceledException())));
        Assert.Equal(3, await LastResort.RunAsync(() => throw new NotSupportedException("Not this.")));

        var fault = Assert.Throws<ArgumentNullException>(() => BoundedFile.Read(null!, 1));
        var (why, code) = LastResort.Say(fault);
        Assert.Equal(3, code);
        Assert.StartsWith("Touchstone could not go on: ArgumentNullException in BoundedFile.Read: ", why, StringComparison.Ordinal);
        Assert.EndsWith($"({Codes.CommandUnexpected})", why, StringComparison.Ordinal);
        Assert.Equal((true, 2), (LastResort.Say(new UnauthorizedAccessException("No.")).Why.Contains(Codes.FileUnusable, StringComparison.Ordinal), LastResort.Say(new UnauthorizedAccessException("No.")).Code));
    }
}
