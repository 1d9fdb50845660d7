using Touchstone.Media;

namespace Touchstone.Engine.Views;

/// <summary>A way to look at a specimen. It is a viewer only, never a score: nothing it shows counts in any decision.</summary>
/// <param name="Id">Name on the command line.</param>
/// <param name="Title">What it shows.</param>
/// <param name="LookFor">What may mean something.</param>
/// <param name="Ignore">What looks alike and means nothing.</param>
/// <param name="Source">Paper or standard.</param>
public sealed record ViewMethod(string Id, string Title, string LookFor, string Ignore, string Source)
{
    /// <summary>Why the view cannot be made of a subject, or null.</summary>
    public required Func<ViewSubject, Fault?> Refusal { get; init; }

    /// <summary>The pictures, made one after the other as they are taken; only where <see cref="Refusal"/> gives none.</summary>
    public required Func<ViewSubject, CancellationToken, IEnumerable<ViewPicture>> Pictures { get; init; }
}
