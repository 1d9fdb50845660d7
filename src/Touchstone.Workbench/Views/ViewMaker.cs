using Touchstone.Engine.Views;
using Touchstone.Media;

namespace Touchstone.Workbench.Views;

/// <summary>Draws the views of a specimen, inside the supervised process.</summary>
public static class ViewMaker
{
    /// <summary>All that was asked for; what cannot be made is a coded fault in its place.</summary>
    /// <param name="specimen">The specimen.</param>
    /// <param name="terms">What is asked for.</param>
    /// <param name="cancel">Stops it.</param>
    public static ViewAnswer Of(Specimen specimen, ViewTerms terms, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(terms);
        var (reference, fault) = Open(terms.Against, specimen.Limits, cancel);
        using (reference)
        {
            var subject = new ViewSubject(specimen, reference, terms.Settings);
            var drawn = terms.Names.Select(ViewCatalog.Find).OfType<ViewMethod>().SelectMany(view => Draw(view, subject, fault, terms, cancel)).ToList();
            var (lines, textFault) = ContainerText.Of(specimen, terms);
            var (rendered, unrendered) = Renderings.Of(specimen, terms.Rendered, cancel);
            return new ViewAnswer(drawn, lines, textFault) { Rendered = rendered, RenderFault = unrendered };
        }
    }

    private static (Specimen? Reference, Fault? Fault) Open(string? path, Limits limits, CancellationToken cancel)
    {
        if (path is null) return (null, null);
        return Intake.TryOpen(path, limits, out var specimen, out var fault, cancel)
            ? (specimen, null)
            : (null, fault with { Code = Codes.ViewReference, Message = $"The reference cannot be used ({fault.Code}): {fault.Message}" });
    }

    private static List<DrawnView> Draw(ViewMethod view, ViewSubject subject, Fault? reference, ViewTerms terms, CancellationToken cancel)
    {
        if (view.Id == "difference" && reference is not null) return [Refused(view, reference)];
        if (view.Refusal(subject) is { } fault) return [Refused(view, fault)];
        var drawn = new List<DrawnView>();
        try
        {
            foreach (var picture in view.Pictures(subject, cancel))
            {
                cancel.ThrowIfCancellationRequested();
                drawn.Add(ViewSheet.Of(view, picture, subject.Specimen, terms));
            }
        }
        // A view's own defect costs the view, never the others.
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            drawn.Add(Refused(view, Fault.Damaged(Codes.ViewFailed, $"The view stopped with {e.GetType().Name}: {e.Message} Please report this file's hash.")));
        }
        return drawn;
    }

    private static DrawnView Refused(ViewMethod view, Fault fault) => new(view.Id, view.Id, view.Title, "") { Fault = fault };
}
